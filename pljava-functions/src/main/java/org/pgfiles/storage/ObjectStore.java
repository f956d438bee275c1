package org.pgfiles.storage;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * One bucket. Every call ends within 30 seconds (3 for a connection, 10 without a byte), reading a large body aside, and
 * every error is a {@link PgfilesException}: OBJECT_MISSING, STORE_DENIED, STORE_UNAVAILABLE or CREDENTIALS_MISSING.
 */
public final class ObjectStore {
    private final Store store;
    private final String bucket;

    public ObjectStore(Store store, String bucket) {
        this.store = store;
        this.bucket = bucket;
    }

    /**
     * An object's size and types as the store has them.
     *
     * @param size bytes
     * @param etag without quotes
     * @param contentType as the uploader sent it
     */
    public record ObjectHead(long size, String etag, @Nullable String contentType) {}

    public ObjectHead head(String key) {
        HeadObjectResponse head = call(
                "HEAD", key, () -> client().headObject(r -> r.bucket(bucket).key(key)));
        String etag = head.eTag() == null ? "" : head.eTag().replace("\"", "");
        return new ObjectHead(head.contentLength() == null ? 0 : head.contentLength(), etag, head.contentType());
    }

    /**
     * The whole object.
     *
     * @param maxBytes a larger object is refused before its first byte
     * @throws PgfilesException also TOO_LARGE
     */
    public byte[] get(String key, long maxBytes) {
        try (ObjectStream stream = open(key, () -> false)) {
            requireAtMost(maxBytes, stream.size());
            byte[] bytes = new byte[(int) stream.size()];
            stream.read(bytes, 0);
            return bytes;
        }
    }

    /**
     * A piece of an object.
     *
     * @param bytes shorter than asked for where the object ends
     * @param objectSize bytes of the whole object
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Piece(byte[] bytes, long objectSize) {}

    /**
     * A piece of an object, empty where the object has ended.
     *
     * @param offset bytes from the start
     * @param length bytes, at least 1
     */
    public Piece getRange(String key, long offset, int length) {
        String range = "bytes=" + offset + "-" + (offset + length - 1);
        try (ObjectStream stream = open(key, range, () -> false)) {
            // A store that knows no ranges sends the whole object.
            byte[] bytes = new byte[(int) Math.min(length, stream.size())];
            stream.read(bytes, 0);
            return new Piece(bytes, stream.objectSize());
        } catch (PgfilesException e) {
            if (e.code() == ErrorCode.INVALID_ARGUMENT) {
                return new Piece(new byte[0], offset); // HTTP 416: there is nothing at this offset.
            }
            throw e;
        }
    }

    /**
     * Starts reading an object.
     *
     * @param isStopped asked between two reads; when it says true, reading ends with an error
     */
    public ObjectStream open(String key, BooleanSupplier isStopped) {
        return open(key, null, isStopped);
    }

    /**
     * Writes an object, over one that may be there.
     *
     * @param cacheControl the header that browsers and CDNs obey, or null
     * @return the entity tag without quotes
     */
    public String put(String key, byte[] bytes, String contentType, @Nullable String cacheControl) {
        String etag = call("PUT", key, () -> client().putObject(
                                r -> r.bucket(bucket)
                                        .key(key)
                                        .contentType(contentType)
                                        .cacheControl(cacheControl),
                                RequestBody.fromBytes(bytes)))
                .eTag();
        return etag == null ? "" : etag.replace("\"", "");
    }

    /** Deletes an object; that it is not there is no error. */
    public void delete(String key) {
        try {
            call("DELETE", key, () -> client().deleteObject(
                            r -> r.bucket(bucket).key(key)));
        } catch (PgfilesException e) {
            if (e.code() != ErrorCode.OBJECT_MISSING) {
                throw e;
            }
        }
    }

    /** Refuses a size over the limit, in bytes. */
    public static void requireAtMost(long maxBytes, long size) {
        long limit = Math.min(maxBytes, Integer.MAX_VALUE - 8);
        if (size > limit) {
            throw new PgfilesException(
                    ErrorCode.TOO_LARGE,
                    "at most " + limit + " bytes, the object has " + size,
                    "upload a smaller file");
        }
    }

    private ObjectStream open(String key, @Nullable String range, BooleanSupplier isStopped) {
        GetObjectRequest request =
                GetObjectRequest.builder().bucket(bucket).key(key).range(range).build();
        return new ObjectStream(call("GET", key, () -> client().getObject(request)), what("GET", key), isStopped);
    }

    private S3Client client() {
        return S3Clients.of(store);
    }

    private <T> T call(String method, String key, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw StoreErrors.translate(what(method, key), e);
        }
    }

    private String what(String method, String key) {
        return method + " " + key + " in " + bucket;
    }
}
