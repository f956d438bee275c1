package org.pgfiles.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pgfiles.PgfilesException;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;

/**
 * One object copied within its bucket, as long as it is the one that is meant. A large one is put together from pieces, because
 * S3 copies no more than 5 GiB at once, and because nobody hears of a copy while it is made.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">CopyObject</a>
 */
final class ObjectCopy {
    static final long PIECE = 64L << 20;

    private static final int MAX_PIECES = 10_000;

    private final S3Client client;
    private final String bucket;
    private final Seen seen;
    private final String from;
    private final String etag;
    private final String to;
    private final Map<String, String> headers;
    private final String what;

    ObjectCopy(
            S3Client client,
            String bucket,
            Seen seen,
            String from,
            String etag,
            String to,
            Map<String, String> headers) {
        this.client = client;
        this.bucket = bucket;
        this.seen = seen;
        this.from = from;
        this.etag = etag;
        this.to = to;
        this.headers = headers;
        this.what = "COPY " + from + " to " + to + " in " + bucket;
    }

    ObjectStore.Copied run(long size, long pieceSize, BooleanSupplier isStopped) {
        return size <= pieceSize
                ? whole()
                : pieces(size, Math.max(pieceSize, (size + MAX_PIECES - 1) / MAX_PIECES), isStopped);
    }

    private ObjectStore.Copied whole() {
        CopyObjectResponse answer = call(() -> client.copyObject(r -> r.sourceBucket(bucket)
                .sourceKey(from)
                .copySourceIfMatch(quoted())
                .destinationBucket(bucket)
                .destinationKey(to)
                .metadataDirective(MetadataDirective.REPLACE)
                .contentType(headers.get("content-type"))
                .overrideConfiguration(others(true))));
        Entity entity = Entity.of(
                what,
                seen,
                StoreErrors.requestId(answer),
                answer.copyObjectResult() == null
                        ? null
                        : answer.copyObjectResult().eTag(),
                answer.serverSideEncryptionAsString(),
                answer.sseCustomerAlgorithm());
        if (entity.differsFrom(etag)) {
            throw Entity.unavailable(what + ": the copy has other bytes, whose MD5 is " + entity.etag());
        }
        return new ObjectStore.Copied(entity.etag(), answer.versionId());
    }

    private ObjectStore.Copied pieces(long size, long pieceSize, BooleanSupplier isStopped) {
        String uploadId = call(() -> client.createMultipartUpload(r -> r.bucket(bucket)
                        .key(to)
                        .contentType(headers.get("content-type"))
                        .overrideConfiguration(others(false))))
                .uploadId();
        if (uploadId == null) {
            throw Entity.unavailable(what + ": the answer is not the store's");
        }
        try {
            List<CompletedPart> parts = new ArrayList<>();
            for (long start = 0; start < size; start += pieceSize) {
                if (isStopped.getAsBoolean()) {
                    throw Entity.unavailable(what + ": not done in time");
                }
                parts.add(piece(uploadId, parts.size() + 1, start, Math.min(size, start + pieceSize) - 1));
            }
            CompleteMultipartUploadResponse answer = call(() -> client.completeMultipartUpload(
                    r -> r.bucket(bucket).key(to).uploadId(uploadId).multipartUpload(u -> u.parts(parts))));
            Entity entity = Entity.of(what, seen, StoreErrors.requestId(answer), answer.eTag(), null, null);
            return new ObjectStore.Copied(entity.etag(), answer.versionId());
        } catch (PgfilesException e) {
            try {
                call(() -> client.abortMultipartUpload(
                        r -> r.bucket(bucket).key(to).uploadId(uploadId)));
            } catch (PgfilesException left) {
                // A rule of the bucket removes what is left.
            }
            throw e;
        }
    }

    private CompletedPart piece(String uploadId, int number, long first, long last) {
        UploadPartCopyResponse answer = call(() -> client.uploadPartCopy(r -> r.sourceBucket(bucket)
                .sourceKey(from)
                .copySourceIfMatch(quoted())
                .copySourceRange("bytes=" + first + "-" + last)
                .destinationBucket(bucket)
                .destinationKey(to)
                .uploadId(uploadId)
                .partNumber(number)));
        String part =
                answer.copyPartResult() == null ? null : answer.copyPartResult().eTag();
        Entity.of(what, seen, StoreErrors.requestId(answer), part, null, null);
        return CompletedPart.builder().partNumber(number).eTag(part).build();
    }

    private @Nullable String quoted() {
        return '"' + etag + '"';
    }

    /** As they are: encryption, class of storage, tags. */
    private AwsRequestOverrideConfiguration others(boolean isCopy) {
        AwsRequestOverrideConfiguration.Builder config = AwsRequestOverrideConfiguration.builder();
        headers.forEach((name, value) -> {
            if (!name.equals("content-type") && !name.equals("content-length")) {
                config.putHeader(name, value);
            }
        });
        if (isCopy && headers.containsKey("x-amz-tagging")) {
            config.putHeader("x-amz-tagging-directive", "REPLACE");
        }
        return config.build();
    }

    private <T> T call(Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw StoreErrors.translate("COPY", what, seen, e);
        }
    }
}
