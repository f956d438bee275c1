package org.pgfiles.signing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The 32 bytes that sign: derived from a secret access key for one day, region and service, useless for any other and no way
 * back to the secret.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">AWS: derive a
 *     signing key</a>
 */
public final class SigningKey {
    private static final int HEX_DIGITS = 2 * Hmac.SIZE;

    private final byte[] key;

    private SigningKey(byte[] key) {
        this.key = key;
    }

    /**
     * The signing key of a secret access key for the service {@code s3}.
     *
     * @param date the UTC day as {@code yyyyMMdd}
     * @param region as in the endpoint's documentation, {@code auto} for Cloudflare R2
     * @return 32 bytes
     */
    public static byte[] derive(String secret, String date, String region) {
        if (secret.isEmpty()) {
            throw Invalid.argument("secret access key: received an empty one", "check the credential profile");
        }
        if (!isDate(date)) {
            throw Invalid.argument("date: 8 digits yyyyMMdd; received " + Invalid.shown(date), "give the UTC day");
        }
        byte[] day = Hmac.of(utf8("AWS4" + secret)).sign(utf8(date));
        byte[] dayAndRegion = Hmac.of(day).sign(utf8(Profile.checkRegion(region)));
        byte[] service = Hmac.of(dayAndRegion).sign(utf8("s3"));
        return Hmac.of(service).sign(utf8("aws4_request"));
    }

    /** A key from its 64 hexadecimal digits in either case. */
    static SigningKey ofHex(String hex) {
        byte[] key = new byte[Hmac.SIZE];
        boolean valid = hex.length() == HEX_DIGITS;
        for (int i = 0; valid && i < HEX_DIGITS; i++) {
            int digit = Character.digit(hex.charAt(i), 16);
            valid = digit >= 0 && hex.charAt(i) < 128;
            key[i / 2] |= (byte) (i % 2 == 0 ? digit << 4 : digit);
        }
        if (!valid) {
            throw Invalid.argument(
                    "signing key: 64 hexadecimal digits; received " + hex.length() + " characters",
                    "refresh the signing keys");
        }
        return new SigningKey(key);
    }

    Hmac hmac() {
        return Hmac.of(key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SigningKey that && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "SigningKey";
    }

    private static boolean isDate(String date) {
        boolean valid = date.length() == 8;
        for (int i = 0; valid && i < 8; i++) {
            valid = date.charAt(i) >= '0' && date.charAt(i) <= '9';
        }
        return valid;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
