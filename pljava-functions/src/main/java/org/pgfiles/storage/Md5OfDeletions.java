package org.pgfiles.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;

/**
 * The checksum that DeleteObjects must have is an MD5, as it has been for ever, and not one of the newer ones that the SDK
 * sends: older stores answer those with 400 MissingContentMD5, S3Proxy with 501.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html">DeleteObjects</a>
 */
final class Md5OfDeletions implements ExecutionInterceptor {
    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        SdkHttpRequest request = context.httpRequest();
        if (!(context.request() instanceof DeleteObjectsRequest)
                || context.requestBody().isEmpty()) {
            return request;
        }
        try (InputStream body =
                context.requestBody().get().contentStreamProvider().newStream()) {
            byte[] md5 = MessageDigest.getInstance("MD5").digest(body.readAllBytes());
            attributes.putAttribute(SdkExecutionAttribute.RESOLVED_CHECKSUM_SPECS, null);
            return request.toBuilder()
                    .putHeader("Content-MD5", Base64.getEncoder().encodeToString(md5))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            return request; // A JVM that is not to know it: the newer one is better than none.
        }
    }
}
