package org.pgfiles.storage;

import java.util.regex.Pattern;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
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

    /** @param what for example "GET a/b.jpg in photos" */
    static PgfilesException translate(String what, SdkException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgfilesException ours) {
                return ours; // Missing credentials, thrown through the SDK.
            }
        }
        if (e instanceof AwsServiceException answer) {
            return answered(what, answer.statusCode(), code(answer));
        }
        return new PgfilesException(
                ErrorCode.STORE_UNAVAILABLE,
                what + ": no answer",
                "check the endpoint and the network between the database and the object store");
    }

    private static PgfilesException answered(String what, int status, String code) {
        String detail = (what + ": HTTP " + status + " " + code).strip();
        if (code.equals("NoSuchBucket")) {
            return new PgfilesException(ErrorCode.STORE_UNAVAILABLE, detail, "create the bucket or correct its name");
        } else if (status == 404) {
            return new PgfilesException(ErrorCode.OBJECT_MISSING, detail, "");
        } else if (status == 416) {
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

    private static String code(AwsServiceException answer) {
        String code = answer.awsErrorDetails() == null
                ? null
                : answer.awsErrorDetails().errorCode();
        return code != null && CODE.matcher(code).matches() ? code : "";
    }
}
