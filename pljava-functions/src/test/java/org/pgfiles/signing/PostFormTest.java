package org.pgfiles.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pgfiles.sql.Signing;

/** What the form of {@code signPostPolicy} contains, and in which order. */
class PostFormTest {
    private static final Instant TIME = Instant.parse("2015-12-29T00:00:00Z");

    @Test
    void sign_prefix_isTheUrlThenTheFieldsInOrder() {
        String form = Signing.signPostPolicy(
                profile(false, "token+/="),
                "3600\tuser/1/\tprefix\t1\t10485760\tContent-Type\timage/jpeg\tx-amz-meta-note\ta\\tb");

        assertThat(form).startsWith("https://bucket.s3.amazonaws.com/\tkey\tuser/1/${filename}\t");
        Map<String, String> fields = fields(form);
        assertThat(fields.keySet())
                .containsExactly(
                        "key",
                        "Content-Type",
                        "x-amz-meta-note",
                        "x-amz-algorithm",
                        "x-amz-credential",
                        "x-amz-date",
                        "x-amz-security-token",
                        "policy",
                        "x-amz-signature");
        assertThat(fields)
                .containsEntry("x-amz-meta-note", "a\\tb")
                .containsEntry("x-amz-credential", "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request")
                .containsEntry("x-amz-date", "20151229T000000Z")
                .containsEntry("x-amz-security-token", "token+/=");
        assertThat(policy(fields))
                .isEqualTo("{\"expiration\":\"2015-12-29T01:00:00.000Z\",\"conditions\":["
                        + "{\"bucket\":\"bucket\"},"
                        + "[\"starts-with\",\"$key\",\"user/1/\"],"
                        + "[\"content-length-range\",1,10485760],"
                        + "{\"Content-Type\":\"image/jpeg\"},"
                        + "{\"x-amz-meta-note\":\"a\\u0009b\"},"
                        + "{\"x-amz-algorithm\":\"AWS4-HMAC-SHA256\"},"
                        + "{\"x-amz-credential\":\"AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request\"},"
                        + "{\"x-amz-date\":\"20151229T000000Z\"},"
                        + "{\"x-amz-security-token\":\"token+/=\"}]}");
    }

    @Test
    void sign_exactOddKey_isAsciiJsonOfTheSameKey() {
        String form = Signing.signPostPolicy(profile(true, ""), "60\t\"\\\\$\u00e9\ud83d\udcf7\texact\t0\t0");

        assertThat(form).startsWith("https://s3.amazonaws.com/bucket\tkey\t\"\\\\$\u00e9\ud83d\udcf7\t");
        assertThat(policy(fields(form)))
                .contains("{\"key\":\"\\\"\\\\\\u0024\\u00e9\\ud83d\\udcf7\"}", "[\"content-length-range\",0,0]")
                .doesNotContain("security-token");
    }

    private static String profile(boolean path, String token) {
        return Lines.profile(
                "https://s3.amazonaws.com",
                "us-east-1",
                "bucket",
                path,
                "AKIAIOSFODNN7EXAMPLE",
                "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                token,
                TIME);
    }

    static Map<String, String> fields(String form) {
        String[] parts = form.split("\t", -1);
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i += 2) {
            fields.put(parts[i], parts[i + 1]);
        }
        return fields;
    }

    private static String policy(Map<String, String> fields) {
        return new String(Base64.getDecoder().decode(fields.get("policy")), StandardCharsets.US_ASCII);
    }
}
