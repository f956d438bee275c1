package org.pgfiles.storage;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;

/**
 * What an answer says about an object, and whether it can be the store's. Gateways and portals answer 200, too; an answer that
 * shows no sign of a store is an outage, and says nothing about what a client has uploaded.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTCommonResponseHeaders.html">the headers</a>
 */
final class Entity {
    private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

    private final String what;
    private final String etag;
    private final boolean isMd5;

    private Entity(String what, String etag, boolean isMd5) {
        this.what = what;
        this.etag = etag;
        this.isMd5 = isMd5;
    }

    /**
     * @param what for example "GET a/b.jpg in photos"
     * @param encryption the header x-amz-server-side-encryption: unless it is AES256, the entity tag is no MD5
     * @param customerAlgorithm the header x-amz-server-side-encryption-customer-algorithm: if the client has the key, neither
     * @throws PgfilesException STORE_UNAVAILABLE if no store gave this answer
     */
    static Entity of(
            String what,
            Seen seen,
            @Nullable String requestId,
            @Nullable String etag,
            @Nullable String encryption,
            @Nullable String customerAlgorithm) {
        String tag = etag == null ? "" : etag.replace("\"", "");
        if (tag.isEmpty() || (seen.requestIds() && requestId == null)) {
            throw unavailable(what + ": the answer has no " + (tag.isEmpty() ? "ETag" : "x-amz-request-id")
                    + ", so it is not the store's");
        }
        boolean isPlain = customerAlgorithm == null && (encryption == null || encryption.equals("AES256"));
        return new Entity(
                what, tag, seen.md5Etags() && isPlain && MD5.matcher(tag).matches());
    }

    /** The entity tag without its quotes. */
    String etag() {
        return etag;
    }

    /** Whether this and the object of another entity tag have other bytes: certain only where both tags are MD5s. */
    boolean differsFrom(String otherEtag) {
        return isMd5 && MD5.matcher(otherEtag).matches() && !etag.equals(otherEtag);
    }

    /** What the bytes are to be compared by, or null. */
    @Nullable
    MessageDigest digest() {
        try {
            return isMd5 ? MessageDigest.getInstance("MD5") : null;
        } catch (NoSuchAlgorithmException e) {
            return null; // A JVM that is not to know it.
        }
    }

    /** @throws PgfilesException STORE_UNAVAILABLE if these are not the bytes that the store means */
    void require(@Nullable MessageDigest digest) {
        if (digest != null && !HexFormat.of().formatHex(digest.digest()).equals(etag)) {
            throw unavailable(what + ": other bytes than the store's, whose MD5 is " + etag);
        }
    }

    static PgfilesException unavailable(String detail) {
        return new PgfilesException(ErrorCode.STORE_UNAVAILABLE, detail, "it is tried again later");
    }
}
