package org.pgfiles.signing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.awscore.presigner.PresignedRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * A random request: its line for us and the SDK's URL. Each kind adds its parameters to both in turn, query parameters in the
 * order in which the SDK writes them; headers reach us in random order.
 */
record SdkRequest(String kind, String line, String url) {
    static final int KINDS = 8;

    String time() {
        int at = url.indexOf("X-Amz-Date=") + "X-Amz-Date=".length();
        return url.substring(at, at + 16);
    }

    static SdkRequest next(SdkProfile profile, Random random) {
        return new Maker(profile, random).make();
    }

    private static final class Maker {
        private final SdkProfile profile;
        private final Random random;
        private final String key;
        private final Duration expires;
        private final List<List<String>> headers = new ArrayList<>();
        private final List<String> parameters = new ArrayList<>();

        Maker(SdkProfile profile, Random random) {
            this.profile = profile;
            this.random = random;
            this.key = OddKeys.next(random);
            this.expires = Duration.ofSeconds(1 + random.nextInt(604_800));
        }

        SdkRequest make() {
            return switch (random.nextInt(KINDS)) {
                case 0 -> request("GET", "get", get());
                case 1 -> request("HEAD", "head", head());
                case 2 -> request("PUT", "put", put());
                case 3 -> request("DELETE", "delete", delete());
                case 4 -> request("POST", "create", create());
                case 5 -> request("PUT", "part", part());
                case 6 -> request("POST", "complete", complete());
                default -> request("DELETE", "abort", abort());
            };
        }

        private SdkRequest request(String method, String kind, PresignedRequest presigned) {
            Collections.shuffle(headers, random);
            List<String> fields = new ArrayList<>(List.of(method, Long.toString(expires.toSeconds()), key));
            headers.forEach(fields::addAll);
            fields.addAll(parameters);
            return new SdkRequest(kind, Lines.line(fields), presigned.url().toString());
        }

        private PresignedRequest get() {
            GetObjectRequest.Builder sdk =
                    GetObjectRequest.builder().bucket(profile.bucket()).key(key);
            if (random.nextBoolean()) {
                sdk.responseCacheControl(parameter("response-cache-control", "private, max-age=60"));
            }
            if (random.nextBoolean()) {
                String name = "a \"b\" \u00e9\u4e2d\ud83d\udcf7%.jpg";
                sdk.responseContentDisposition("attachment; filename=\"a _b_ ____.jpg\"; filename*=UTF-8''"
                        + "a%20%22b%22%20%C3%A9%E4%B8%AD%F0%9F%93%B7%25.jpg");
                parameters.addAll(List.of("download", name));
            }
            if (random.nextBoolean()) {
                sdk.responseContentType(parameter("response-content-type", "text/plain; charset=utf-8"));
            }
            if (random.nextBoolean()) {
                sdk.versionId(parameter("versionId", "3/L4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY=" + random.nextInt()));
            }
            if (random.nextBoolean()) {
                sdk.range(header("range", "bytes=0-65535"));
            }
            return profile.presigner()
                    .presignGetObject(b -> b.signatureDuration(expires).getObjectRequest(sdk.build()));
        }

        private PresignedRequest head() {
            HeadObjectRequest.Builder sdk =
                    HeadObjectRequest.builder().bucket(profile.bucket()).key(key);
            if (random.nextBoolean()) {
                sdk.versionId(parameter("versionId", "null"));
            }
            return profile.presigner()
                    .presignHeadObject(b -> b.signatureDuration(expires).headObjectRequest(sdk.build()));
        }

        private PresignedRequest put() {
            PutObjectRequest.Builder sdk =
                    PutObjectRequest.builder().bucket(profile.bucket()).key(key);
            if (random.nextBoolean()) {
                sdk.contentType(header("content-type", "image/jpeg"));
            }
            if (random.nextBoolean()) {
                sdk.contentLength(Long.parseLong(header("content-length", Long.toString(random.nextLong(5L << 30)))));
            }
            if (random.nextBoolean()) {
                sdk.checksumSHA256(header("x-amz-checksum-sha256", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="));
            }
            if (random.nextBoolean()) {
                sdk.ifNoneMatch(header("if-none-match", "*"));
            }
            if (random.nextBoolean()) {
                sdk.cacheControl(header("cache-control", "  public,  max-age=31536000   "));
            }
            if (random.nextBoolean()) {
                sdk.serverSideEncryption(header("x-amz-server-side-encryption", "aws:kms"));
                sdk.ssekmsKeyId(header("x-amz-server-side-encryption-aws-kms-key-id", "arn:aws:kms:a:1:key/2"));
            }
            if (random.nextBoolean()) {
                sdk.storageClass(header("x-amz-storage-class", "STANDARD_IA"));
                sdk.tagging(header("x-amz-tagging", "a=b&c=d%20e"));
            }
            if (random.nextBoolean()) {
                sdk.metadata(java.util.Map.of(
                        "owner", header("x-amz-meta-owner", "7"), "a.b", header("x-amz-meta-a.b", "\"c\"")));
            }
            return profile.presigner()
                    .presignPutObject(b -> b.signatureDuration(expires).putObjectRequest(sdk.build()));
        }

        private PresignedRequest delete() {
            DeleteObjectRequest.Builder sdk =
                    DeleteObjectRequest.builder().bucket(profile.bucket()).key(key);
            if (random.nextBoolean()) {
                sdk.versionId(parameter("versionId", "v 1"));
            }
            return profile.presigner()
                    .presignDeleteObject(b -> b.signatureDuration(expires).deleteObjectRequest(sdk.build()));
        }

        private PresignedRequest create() {
            CreateMultipartUploadRequest.Builder sdk = CreateMultipartUploadRequest.builder()
                    .bucket(profile.bucket())
                    .key(key);
            parameter("uploads", "");
            if (random.nextBoolean()) {
                sdk.contentType(header("content-type", "video/mp4"));
            }
            return profile.presigner().presignCreateMultipartUpload(b -> b.signatureDuration(expires)
                    .createMultipartUploadRequest(sdk.build()));
        }

        private PresignedRequest part() {
            UploadPartRequest.Builder sdk = UploadPartRequest.builder()
                    .bucket(profile.bucket())
                    .key(key)
                    .partNumber(Integer.parseInt(parameter("partNumber", Integer.toString(1 + random.nextInt(10_000)))))
                    .uploadId(uploadId());
            if (random.nextBoolean()) {
                sdk.contentLength(Long.parseLong(header("content-length", "8388608")));
            }
            return profile.presigner()
                    .presignUploadPart(b -> b.signatureDuration(expires).uploadPartRequest(sdk.build()));
        }

        private PresignedRequest complete() {
            CompleteMultipartUploadRequest sdk = CompleteMultipartUploadRequest.builder()
                    .bucket(profile.bucket())
                    .key(key)
                    .uploadId(uploadId())
                    .build();
            return profile.presigner().presignCompleteMultipartUpload(b -> b.signatureDuration(expires)
                    .completeMultipartUploadRequest(sdk));
        }

        private PresignedRequest abort() {
            AbortMultipartUploadRequest sdk = AbortMultipartUploadRequest.builder()
                    .bucket(profile.bucket())
                    .key(key)
                    .uploadId(uploadId())
                    .build();
            return profile.presigner().presignAbortMultipartUpload(b -> b.signatureDuration(expires)
                    .abortMultipartUploadRequest(sdk));
        }

        private String uploadId() {
            return parameter("uploadId", "VXBsb2FkIElE~.-_+/=" + random.nextLong());
        }

        private String header(String name, String value) {
            headers.add(List.of("h:" + name, value));
            return value;
        }

        private String parameter(String name, String value) {
            parameters.addAll(List.of("q:" + name, value));
            return value;
        }
    }
}
