package org.pgfiles.signing;

import java.util.Base64;
import java.util.function.Supplier;
import org.pgfiles.Guard;

/**
 * A form with which a browser uploads one file straight to S3 (RFC 1867), and the signed policy that says what it may upload.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html">AWS: POST policy</a>
 */
public final class PostForm {
    private static final byte[] EXACT = Bytes.ascii("exact");
    private static final byte[] PREFIX = Bytes.ascii("prefix");

    /** 5 GiB, the most that S3 takes in one request. */
    private static final long MAX_BYTES = 5L << 30;

    /** S3 replaces this with the browser's name of the file. */
    private static final String FILE_NAME = "${filename}";

    private static final String OWN_NAMES =
            " key bucket policy file x-amz-algorithm x-amz-credential x-amz-date x-amz-security-token x-amz-signature"
                    + " x-amz-content-sha256 ";

    private PostForm() {}

    /**
     * The form for one file; or the error, see {@link Guard}.
     *
     * @param profile see {@link Profile#parse}
     * @param expiresIn seconds that the form lives, 1..604,800
     * @param request the key, then pairs of name and value of further fields
     */
    public static String ofFile(String profile, int expiresIn, long leastBytes, long mostBytes, String request) {
        int keyEnd = request.indexOf('\t');
        String key = keyEnd < 0 ? request : request.substring(0, keyEnd);
        String pairs = keyEnd < 0 ? "" : request.substring(keyEnd);
        return ofLine(profile, expiresIn + "\t" + key + "\texact\t" + leastBytes + "\t" + mostBytes + pairs);
    }

    /** The same from a line that says all, see {@link #sign}. */
    public static String ofLine(String profile, String request) {
        // No lambda: the first one of a JVM is slow.
        return Guard.text(new Supplier<String>() {
            @Override
            public String get() {
                return sign(Profile.parse(profile), TabLine.ofLine(request));
            }
        });
    }

    /**
     * The form for one request: expiry (1..604,800 seconds), key or its beginning (1..1,024 bytes of UTF-8), {@code exact} or
     * {@code prefix}, least and most bytes of the file (0..5,368,709,120), then pairs of name and value of further form fields,
     * which the browser must send as they are.
     *
     * @return the URL to post to, then pairs of name and value of all form fields in the order to send, before the file; one
     *     line, parted by tabs, escaped as in {@link TabLine}
     */
    static String sign(Profile profile, TabLine request) {
        if (request.count() < 5 || request.count() % 2 == 0) {
            throw Invalid.argument(
                    "request: expiry, key, exact or prefix, least and most bytes, and pairs of name and value; received "
                            + request.count() + " fields",
                    "separate them with tabs");
        }
        long expires = request.number(0, 1, Presigner.MAX_EXPIRES_SECONDS, "expiry in seconds");
        String key = key(request);
        boolean exact = request.is(2, EXACT);
        if (!exact && !request.is(2, PREFIX)) {
            throw Invalid.argument(
                    "key match: exact or prefix; received " + Invalid.shown(request.text(2)), "choose one of them");
        }
        long most = request.number(4, 0, MAX_BYTES, "most bytes");
        long least = request.number(3, 0, most, "least bytes");
        String time = SigningTime.basic(profile.epochSecond());

        PostPolicy policy = new PostPolicy(SigningTime.extended(profile.epochSecond() + expires));
        policy.require("bucket", profile.bucket());
        if (exact) {
            policy.require("key", key);
        } else {
            policy.requireStart("key", key);
        }
        policy.requireLength(least, most);
        StringBuilder form = new StringBuilder(formUrl(profile));
        addField(form, "key", exact ? key : key + FILE_NAME);
        for (int i = 5; i < request.count(); i += 2) {
            String name = fieldName(request, i);
            policy.require(name, request.text(i + 1));
            addField(form, name, request.text(i + 1));
        }
        require(policy, form, "x-amz-algorithm", "AWS4-HMAC-SHA256");
        require(policy, form, "x-amz-credential", profile.accessKeyId() + "/" + profile.scope());
        require(policy, form, "x-amz-date", time);
        if (!profile.sessionToken().isEmpty()) {
            require(policy, form, "x-amz-security-token", profile.sessionToken());
        }
        String encoded = Base64.getEncoder().encodeToString(Bytes.ascii(policy.json()));
        addField(form, "policy", encoded);
        addField(form, "x-amz-signature", signature(profile.signingKey(), encoded));
        return form.toString();
    }

    /** The signature of a policy: the string to sign is its base64 alone. */
    static String signature(SigningKey key, String encodedPolicy) {
        byte[] signature = key.hmac().sign(Bytes.ascii(encodedPolicy));
        return new Bytes(2 * signature.length).addHex(signature).toString();
    }

    private static String formUrl(Profile profile) {
        String url = profile.origin() + profile.keyPrefix();
        return profile.pathStyle() ? url.substring(0, url.length() - 1) : url;
    }

    private static String key(TabLine request) {
        Presigner.checkKey(request.length(1));
        String key = request.text(1);
        if (key.contains(FILE_NAME)) {
            throw Invalid.argument(
                    "key: without ${filename}, which S3 would replace; received " + Invalid.shown(key),
                    "use prefix for a key that ends with the browser's file name");
        }
        return key;
    }

    private static String fieldName(TabLine request, int index) {
        String name = request.text(index);
        String lower = Names.lowerCase(name);
        boolean valid = !name.isEmpty()
                && Names.onlyHas(lower, Names.LETTERS_AND_DIGITS + "-_")
                && !OWN_NAMES.contains(" " + lower + " ");
        if (!valid) {
            throw Invalid.argument(
                    "form field: letters, digits, - and _, not one that the signature sets; received "
                            + Invalid.shown(name),
                    "use a field of the S3 POST API, as Content-Type or x-amz-meta-...");
        }
        for (int i = 5; i < index; i += 2) {
            if (lower.equals(Names.lowerCase(request.text(i)))) {
                throw Invalid.argument("form field " + name + ": received twice", "give each field once");
            }
        }
        return name;
    }

    private static void require(PostPolicy policy, StringBuilder form, String name, String value) {
        policy.require(name, value);
        addField(form, name, value);
    }

    private static void addField(StringBuilder form, String name, String value) {
        form.append('\t').append(name).append('\t');
        TabLine.escape(form, value);
    }
}
