package org.pgfiles.storage;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The SDK's errors as ours. Of the SDK's texts only the store's error code is kept: the rest may hold request headers and
 * with them signatures.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">the codes</a>
 */
final class StoreErrors {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9.]{1,60}");

    private StoreErrors() {}

    /**
     * @param method what is missing to a GET or a DELETE is a missing object, and to no other
     * @param what for example "GET a/b.jpg in photos"
     */
    static PgfilesException translate(String method, String what, Seen seen, SdkException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgfilesException ours) {
                return ours; // Missing credentials, thrown through the SDK.
            }
        }
        if (e instanceof AwsServiceException answer) {
            boolean isStores = answer.requestId() != null || !seen.requestIds();
            return answered(method, what, answer.statusCode(), code(answer), isStores);
        }
        return new PgfilesException(
                ErrorCode.STORE_UNAVAILABLE,
                what + ": no answer",
                "check the endpoint and the network between the database and the object store");
    }

    /** What is final needs the store's own word: gateways say 404 as well. */
    private static PgfilesException answered(String method, String what, int status, String code, boolean isStores) {
        String detail = (what + ": HTTP " + status + " " + code).strip();
        if (code.equals("NoSuchBucket")) {
            return new PgfilesException(ErrorCode.STORE_UNAVAILABLE, detail, "create the bucket or correct its name");
        } else if (code.equals("NoSuchKey") && isStores && (method.equals("GET") || method.equals("DELETE"))) {
            return new PgfilesException(ErrorCode.OBJECT_MISSING, detail, "");
        } else if (code.equals("InvalidRange") && isStores) {
            return new PgfilesException(ErrorCode.INVALID_ARGUMENT, detail, "ask for a range within the object");
        } else if (status == 401 || status == 403 || code.equals("ExpiredToken")) {
            return new PgfilesException(
                    ErrorCode.STORE_DENIED,
                    detail,
                    "check the credentials, the bucket's policy and the server's clock; without s3:ListBucket a"
                            + " missing object looks like this too");
        } else if (status >= 300 && status < 400) {
            return new PgfilesException(
                    ErrorCode.STORE_UNAVAILABLE, detail, "the bucket lies in another region: correct its region");
        }
        return new PgfilesException(ErrorCode.STORE_UNAVAILABLE, detail, "it is tried again later");
    }

    /** What S3 calls the answer; null of one that is no S3's. */
    static @Nullable String requestId(SdkResponse answer) {
        return answer.sdkHttpResponse().firstMatchingHeader("x-amz-request-id").orElse(null);
    }

    static String code(AwsServiceException answer) {
        return code(
                answer.awsErrorDetails() == null
                        ? null
                        : answer.awsErrorDetails().errorCode());
    }

    /** What a store calls an error; empty if that is no word. */
    static String code(@Nullable String code) {
        return code != null && CODE.matcher(code).matches() ? code : "";
    }
}
