package org.pgfiles.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * What signs URLs for one day and region without the secret access key, which never leaves this package.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">the key's
 *     derivation</a>
 */
public final class DerivedKeys {
    private static final Pattern DATE = Pattern.compile("[0-9]{8}");

    private DerivedKeys() {}

    /**
     * One key.
     *
     * @param accessKeyId public half of the credentials
     * @param signingKey 64 hexadecimal digits
     * @param sessionToken to be sent along with temporary credentials
     * @param expiresAt when temporary credentials end
     */
    public record DerivedKey(
            String accessKeyId, String signingKey, @Nullable String sessionToken, @Nullable Instant expiresAt) {}

    /**
     * Resolves the profile's credentials and derives the key.
     *
     * @param profile null or empty is the AWS default credential chain
     * @param date UTC, as yyyymmdd
     * @throws PgfilesException CREDENTIALS_MISSING
     */
    public static DerivedKey derive(@Nullable String profile, String region, String date) {
        if (!DATE.matcher(date).matches() || region.isBlank()) {
            throw new PgfilesException(
                    ErrorCode.INVALID_ARGUMENT, "date " + date + ", region " + region, "write the date as yyyymmdd");
        }
        AwsCredentials credentials = CredentialSource.resolve(profile == null || profile.isBlank() ? null : profile);
        String token = credentials instanceof AwsSessionCredentials session ? session.sessionToken() : null;
        return new DerivedKey(
                credentials.accessKeyId(),
                signingKey(credentials.secretAccessKey(), date, region),
                token,
                credentials.expirationTime().orElse(null));
    }

    static String signingKey(String secret, String date, String region) {
        byte[] key = ("AWS4" + secret).getBytes(UTF_8);
        for (String part : new String[] {date, region, "s3", "aws4_request"}) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(key);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
