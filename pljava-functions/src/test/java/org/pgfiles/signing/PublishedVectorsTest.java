package org.pgfiles.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.pgfiles.sql.Signing;

/** The examples with which AWS documents Signature Version 4, byte for byte. */
class PublishedVectorsTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    /** 2013-05-24T00:00:00Z. */
    private static final String EXAMPLE_TIME = "1369353600";

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
    @Test
    void presign_documentedGet_hasTheDocumentedSignature() {
        String profile = String.join(
                "\t",
                "https://s3.amazonaws.com",
                "us-east-1",
                "examplebucket",
                "virtual",
                "AKIAIOSFODNN7EXAMPLE",
                key("20130524"),
                "",
                EXAMPLE_TIME);

        String url = Signing.presign(profile, "GET\t86400\ttest.txt");

        assertThat(url)
                .startsWith("https://examplebucket.s3.amazonaws.com/test.txt?")
                .contains("X-Amz-Algorithm=AWS4-HMAC-SHA256")
                .contains("X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request")
                .contains("X-Amz-Date=20130524T000000Z")
                .contains("X-Amz-Expires=86400")
                .contains("X-Amz-SignedHeaders=host")
                .endsWith("X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-post-example.html */
    @Test
    void signature_documentedPostPolicy_isTheDocumentedOne() {
        String policy =
                """
                { "expiration": "2015-12-30T12:00:00.000Z",
                  "conditions": [
                    {"bucket": "sigv4examplebucket"},
                    ["starts-with", "$key", "user/user1/"],
                    {"acl": "public-read"},
                    {"success_action_redirect": "http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html"},
                    ["starts-with", "$Content-Type", "image/"],
                    {"x-amz-meta-uuid": "14365123651274"},
                    {"x-amz-server-side-encryption": "AES256"},
                    ["starts-with", "$x-amz-meta-tag", ""],

                    {"x-amz-credential": "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request"},
                    {"x-amz-algorithm": "AWS4-HMAC-SHA256"},
                    {"x-amz-date": "20151229T000000Z" }
                  ]
                }"""
                        .replace("\n", "\r\n");
        String encoded = Base64.getEncoder().encodeToString(policy.getBytes(StandardCharsets.UTF_8));

        String signature = PostForm.signature(SigningKey.ofHex(key("20151229")), encoded);

        assertThat(signature).isEqualTo("8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e");
    }

    private static String key(String day) {
        return HexFormat.of().formatHex(SigningKey.derive(SECRET, day, "us-east-1"));
    }
}
