package org.pgfiles.storage;

import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * One bucket. Every call ends within 30 seconds (3 for a connection, 10 without a byte), reading a large body aside, and
 * every error is a {@link PgfilesException}: OBJECT_MISSING, STORE_DENIED, STORE_UNAVAILABLE or CREDENTIALS_MISSING.
 */
public final class ObjectStore {
    private final Store store;
    private final String bucket;
    private final Seen seen;

    public ObjectStore(Store store, String bucket) {
        this(store, bucket, Seen.NOTHING);
    }

    /** @param seen what the store is known to do: an answer without it is taken for nobody's */
    public ObjectStore(Store store, String bucket, Seen seen) {
        this.store = store;
        this.bucket = bucket;
        this.seen = seen;
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
     * @param etag of the whole object, without quotes; empty where it has ended
     * @param isPart whether no more than this was sent
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Piece(byte[] bytes, long objectSize, String etag, boolean isPart) {}

    /**
     * A piece of an object, empty where the object has ended.
     *
     * @param offset bytes from the start
     * @param length bytes, at least 1
     */
    public Piece getRange(String key, long offset, int length) {
        String range = "bytes=" + offset + "-" + (offset + length - 1);
        try (ObjectStream stream = open(key, range, () -> false)) {
            String sent = stream.range();
            if (sent != null && !sent.startsWith("bytes " + offset + "-")) {
                throw Entity.unavailable(what("GET", key) + ": asked for " + range + ", received " + sent);
            }
            // A store that knows no ranges sends the whole object.
            long skipped = sent == null ? Math.min(offset, stream.size()) : 0;
            stream.skip(skipped);
            byte[] bytes = new byte[(int) Math.min(length, stream.size() - skipped)];
            stream.read(bytes, 0);
            int slash = sent == null ? -1 : sent.lastIndexOf('/');
            long objectSize = sent == null ? stream.size() : Long.parseLong(sent.substring(slash + 1));
            return new Piece(bytes, objectSize, stream.etag(), sent != null);
        } catch (NumberFormatException e) {
            throw Entity.unavailable(what("GET", key) + ": answer without the object's size");
        } catch (PgfilesException e) {
            if (e.code() == ErrorCode.INVALID_ARGUMENT) {
                return new Piece(new byte[0], offset, "", true); // HTTP 416: there is nothing at this offset.
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
        PutObjectResponse answer = call("PUT", key, () -> client().putObject(
                        r -> r.bucket(bucket).key(key).contentType(contentType).cacheControl(cacheControl),
                        RequestBody.fromBytes(bytes)));
        Entity entity = Entity.of(
                what("PUT", key),
                seen,
                StoreErrors.requestId(answer),
                answer.eTag(),
                answer.serverSideEncryptionAsString(),
                answer.sseCustomerAlgorithm());
        MessageDigest digest = entity.digest();
        if (digest != null) {
            digest.update(bytes);
        }
        entity.require(digest);
        return entity.etag();
    }

    /**
     * Writes an object if the one that is there is the one that is meant. A store that knows no conditions writes it in any case.
     *
     * @param etag of the one that is meant, without quotes; null if none is there
     * @return the new entity tag, without quotes; null if another one is there
     */
    public @Nullable String replace(String key, byte[] bytes, String contentType, @Nullable String etag) {
        try {
            PutObjectResponse answer = client().putObject(
                            r -> r.bucket(bucket)
                                    .key(key)
                                    .contentType(contentType)
                                    .ifMatch(etag == null ? null : '"' + etag + '"')
                                    .ifNoneMatch(etag == null ? "*" : null),
                            RequestBody.fromBytes(bytes));
            return Entity.of(what("PUT", key), seen, StoreErrors.requestId(answer), answer.eTag(), null, null)
                    .etag();
        } catch (SdkException e) {
            if (e instanceof AwsServiceException refused) {
                // 404: what was to be replaced is gone. 409: somebody else is at it.
                if (refused.statusCode() == 412
                        || refused.statusCode() == 409
                        || StoreErrors.code(refused).equals("NoSuchKey")) {
                    return null;
                } else if (refused.statusCode() == 501) {
                    return put(key, bytes, contentType, null);
                }
            }
            throw StoreErrors.translate("PUT", what("PUT", key), seen, e);
        }
    }

    /**
     * A copy.
     *
     * @param etag without quotes
     * @param versionId if the bucket keeps versions
     */
    public record Copied(String etag, @Nullable String versionId) {}

    /**
     * Copies an object within the store, if it still is the one that is meant.
     *
     * @param etag of the one that is meant
     * @param size of it, in bytes; a large one is copied piece by piece
     * @param headers with which the copy is stored, in lower case; of the object's own none is kept
     * @param isStopped asked between two pieces
     */
    public Copied copy(
            String from, String etag, long size, String to, Map<String, String> headers, BooleanSupplier isStopped) {
        return new ObjectCopy(client(), bucket, seen, from, etag, to, headers).run(size, ObjectCopy.PIECE, isStopped);
    }

    /**
     * What the store does with our URLs and forms, and how the bucket is set up.
     *
     * @param publicEndpoint by which clients reach it, if that differs
     * @param uploadHeaders what every upload has to send besides
     * @param origins of pages that are to reach it from browsers
     * @param isApplied whether rules that are missing are to be written
     * @param isStopped asked between two steps
     */
    public List<StoreProbe.Finding> probe(
            @Nullable String publicEndpoint,
            Map<String, String> uploadHeaders,
            List<String> origins,
            boolean isApplied,
            BooleanSupplier isStopped) {
        return StoreProbe.look(store, bucket, publicEndpoint, uploadHeaders, origins, isApplied, isStopped);
    }

    /**
     * To delete many objects with.
     *
     * @param canDeleteMany whether to try it by one request
     * @param isStopped asked between two requests
     */
    public Deletion deletion(boolean canDeleteMany, BooleanSupplier isStopped) {
        return new Deletion(client(), bucket, seen, canDeleteMany, isStopped);
    }

    /** Deletes an object; that it is not there is no error. */
    public void delete(String key) {
        try {
            SdkResponse answer = call("DELETE", key, () -> client().deleteObject(
                            r -> r.bucket(bucket).key(key)));
            if (seen.requestIds() && StoreErrors.requestId(answer) == null) {
                throw Entity.unavailable(what("DELETE", key) + ": the answer is not the store's");
            }
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
        return new ObjectStream(call("GET", key, () -> client().getObject(request)), what("GET", key), seen, isStopped);
    }

    private S3Client client() {
        return S3Clients.of(store);
    }

    private <T> T call(String method, String key, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw StoreErrors.translate(method, what(method, key), seen, e);
        }
    }

    private String what(String method, String key) {
        return method + " " + key + " in " + bucket;
    }
}
