package org.pgfiles.storage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Many objects of a bucket deleted. What is not there any more counts as deleted; what the store did not say a word about does
 * not. What has been achieved is there also after an error.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html">DeleteObjects</a>
 */
public final class Deletion {
    /** More in one request are refused by S3. */
    static final int MAX_KEYS = 1000;

    /** After so many single requests that failed the rest is left for later: it takes seconds each where a store is away. */
    private static final int PATIENCE = 3;

    /** A folder has the id of its file as its name, so that no mistake can make it that of a tenant or of all. */
    private static final Pattern FOLDER = Pattern.compile("(.*/)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/");

    /** Refusals of a whole request that say nothing about whether the store knows it. */
    private static final Set<String> PASSING =
            Set.of("ExpiredToken", "InvalidToken", "TokenRefreshRequired", "RequestTimeout");

    private static final Set<String> GONE = Set.of("NoSuchKey", "NoSuchVersion", "NoSuchUpload");

    private final S3Client client;
    private final String bucket;
    private final Seen seen;
    private final BooleanSupplier isStopped;
    private final List<Long> deleted = new ArrayList<>();
    private final Map<Long, String> undeleted = new HashMap<>();
    private boolean canDeleteMany;
    private @Nullable Boolean deletesMany;
    private boolean isManyRefused;
    private int failures;

    Deletion(S3Client client, String bucket, Seen seen, boolean canDeleteMany, BooleanSupplier isStopped) {
        this.client = client;
        this.bucket = bucket;
        this.seen = seen;
        this.canDeleteMany = canDeleteMany;
        this.isStopped = isStopped;
    }

    /** The ids of what is gone. */
    public List<Long> deleted() {
        return deleted;
    }

    /** What the store refused to delete, or could not, by id, with its reason. */
    public Map<Long, String> undeleted() {
        return undeleted;
    }

    /** Whether the store deletes many objects by one request; null if that was not found out. */
    public @Nullable Boolean deletesMany() {
        return deletesMany;
    }

    /**
     * Deletes them.
     *
     * @throws PgfilesException if that had no sense any more; what is in neither list then may still be there
     */
    public void run(List<DoomedObject> objects) {
        Map<String, Long> keys = new HashMap<>();
        for (DoomedObject object : objects) {
            if (object.uploadId() == null && object.versionId() == null && !object.isPrefix()) {
                keys.put(object.key(), object.id());
            } else {
                deleteAlone(object);
            }
        }
        List<String> all = List.copyOf(keys.keySet());
        for (int from = 0; from < all.size(); from += MAX_KEYS) {
            deleteMany(all.subList(from, Math.min(all.size(), from + MAX_KEYS))).forEach((key, problem) -> {
                Long id = keys.get(key);
                if (id != null) {
                    settle(id, problem);
                }
            });
        }
    }

    private void settle(long id, String problem) {
        if (problem.isEmpty()) {
            deleted.add(id);
        } else {
            undeleted.put(id, problem);
        }
    }

    private void deleteAlone(DoomedObject object) {
        String key = object.key();
        String uploadId = object.uploadId();
        String problem;
        if (object.isPrefix()) {
            problem = FOLDER.matcher(key).matches() ? deleteFolder(key) : key + " is no folder of a file";
        } else if (DoomedObject.ALL_UPLOADS.equals(uploadId)) {
            problem = abortAll(key);
        } else if (uploadId != null) {
            problem = abort(key, uploadId);
        } else {
            problem = problemOf(
                    "DELETE",
                    key,
                    () -> client.deleteObject(r -> r.bucket(bucket).key(key).versionId(object.versionId())));
        }
        settle(object.id(), problem);
    }

    private String abort(String key, String uploadId) {
        return problemOf(
                "ABORT",
                key,
                () -> client.abortMultipartUpload(r -> r.bucket(bucket).key(key).uploadId(uploadId)));
    }

    /**
     * Aborts the uploads in parts to exactly this key. Which are old does not matter: nobody needs any. MinIO answers with
     * nothing unless the whole key is the prefix.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html">ListMultipartUploads</a>
     */
    private String abortAll(String key) {
        requireTime();
        ListMultipartUploadsResponse page;
        try {
            page = client.listMultipartUploads(r -> r.bucket(bucket).prefix(key));
            requireStore(page, what("LIST", key));
        } catch (AwsServiceException e) {
            PgfilesException problem = StoreErrors.translate("LIST", what("LIST", key), seen, e);
            return switch (e.statusCode()) {
                // A store that cannot list: those that we know of are doomed by their own ids.
                case 405, 501 -> "";
                // A right of its own, which is answered at once: the other requests may have theirs.
                case 403 -> problem.detail();
                default -> failed(problem);
            };
        } catch (SdkException e) {
            return failed(StoreErrors.translate("LIST", what("LIST", key), seen, e));
        }
        String problem = Boolean.TRUE.equals(page.isTruncated()) ? what("LIST", key) + ": there are more" : "";
        for (MultipartUpload upload : page.uploads()) {
            // The prefix of another key, or of all where a store does not know the parameter.
            if (upload.key().equals(key)) {
                String found = abort(key, upload.uploadId());
                problem = problem.isEmpty() ? found : problem;
            }
        }
        return problem;
    }

    /** The first problem of its objects; empty if all are gone. */
    private String deleteFolder(String prefix) {
        String problem = "";
        String last = null;
        for (ListObjectsV2Response page = list(prefix, null);
                page != null;
                page = last == null ? null : list(prefix, last)) {
            List<String> keys = page.contents().stream().map(S3Object::key).toList();
            for (String key : keys) {
                // Not every store knows every parameter.
                if (!key.startsWith(prefix)) {
                    throw Entity.unavailable(what("LIST", prefix) + ": the answer has keys of other folders");
                }
            }
            for (String found :
                    keys.isEmpty() ? List.<String>of() : deleteMany(keys).values()) {
                problem = problem.isEmpty() ? found : problem;
            }
            last = keys.isEmpty() || !Boolean.TRUE.equals(page.isTruncated()) ? null : keys.get(keys.size() - 1);
        }
        return problem;
    }

    /** The page behind a key: also where what came before it is deleted meanwhile. */
    private ListObjectsV2Response list(String prefix, @Nullable String after) {
        requireTime();
        try {
            ListObjectsV2Response page = client.listObjectsV2(
                    r -> r.bucket(bucket).prefix(prefix).startAfter(after).maxKeys(MAX_KEYS));
            requireStore(page, what("LIST", prefix));
            return page;
        } catch (SdkException e) {
            throw StoreErrors.translate("LIST", what("LIST", prefix), seen, e);
        }
    }

    /** By one request if the store can. Of each key its problem, which is empty if the object is gone. */
    private Map<String, String> deleteMany(List<String> keys) {
        DeleteObjectsResponse answer = canDeleteMany ? ask(keys) : null;
        Map<String, String> problems = new HashMap<>();
        if (answer == null) {
            for (String key : keys) {
                problems.put(
                        key,
                        problemOf(
                                "DELETE",
                                key,
                                () -> client.deleteObject(r -> r.bucket(bucket).key(key))));
            }
            return problems;
        }
        // Status 200 has errors, too; and a key that is not mentioned may be there.
        keys.forEach(key -> problems.put(key, what("DELETE", key) + ": not mentioned in the answer"));
        for (DeletedObject object : answer.deleted()) {
            problems.replace(object.key(), "");
        }
        for (S3Error error : answer.errors()) {
            String code = StoreErrors.code(error.code());
            problems.replace(error.key(), GONE.contains(code) ? "" : what("DELETE", error.key()) + ": " + code);
        }
        return problems;
    }

    /** Null if the store does not know the request. */
    private @Nullable DeleteObjectsResponse ask(List<String> keys) {
        requireTime();
        String what = "DELETE of " + keys.size() + " objects in " + bucket;
        List<ObjectIdentifier> objects = keys.stream()
                .map(key -> ObjectIdentifier.builder().key(key).build())
                .toList();
        try {
            DeleteObjectsResponse answer =
                    client.deleteObjects(r -> r.bucket(bucket).delete(d -> d.objects(objects)));
            requireStore(answer, what);
            deletesMany = true;
            return answer;
        } catch (AwsServiceException e) {
            if (!isUnknown(e)) {
                throw StoreErrors.translate("POST", what, seen, e);
            }
            canDeleteMany = false;
            isManyRefused = true;
            return null;
        } catch (SdkException e) {
            throw StoreErrors.translate("POST", what, seen, e);
        }
    }

    /** Stores without this request answer 501, or 400 as those that want another checksum. */
    private static boolean isUnknown(AwsServiceException e) {
        return switch (e.statusCode()) {
            case 405, 411, 501 -> true;
            case 400 -> !PASSING.contains(StoreErrors.code(e));
            default -> false;
        };
    }

    private String problemOf(String method, String key, Supplier<SdkResponse> request) {
        requireTime();
        try {
            SdkResponse answer = request.get();
            requireStore(answer, what(method, key));
        } catch (AwsServiceException e) {
            boolean isStores = e.requestId() != null || !seen.requestIds();
            if (!isStores || !GONE.contains(StoreErrors.code(e))) {
                return failed(StoreErrors.translate(method, what(method, key), seen, e));
            }
        } catch (SdkException e) {
            return failed(StoreErrors.translate(method, what(method, key), seen, e));
        }
        if (isManyRefused && method.equals("DELETE")) {
            deletesMany = false; // It was the request, not the store.
        }
        return "";
    }

    private String failed(PgfilesException e) {
        if (e.code() == ErrorCode.CREDENTIALS_MISSING || ++failures >= PATIENCE) {
            throw e;
        }
        return e.detail();
    }

    private void requireTime() {
        if (isStopped.getAsBoolean()) {
            throw Entity.unavailable("DELETE in " + bucket + ": no time is left");
        }
    }

    private void requireStore(SdkResponse answer, String what) {
        if (seen.requestIds() && StoreErrors.requestId(answer) == null) {
            throw Entity.unavailable(what + ": the answer is not the store's");
        }
    }

    private String what(String method, String key) {
        return method + " " + key + " in " + bucket;
    }
}
