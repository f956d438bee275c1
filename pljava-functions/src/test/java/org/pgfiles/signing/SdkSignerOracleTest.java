package org.pgfiles.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pgfiles.sql.Signing;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** The SDK's bare signer as the oracle: any second of the years 1970 to 2100, any headers and parameters, in any order. */
class SdkSignerOracleTest {
    private static final long SEED = 20_151_229;
    private static final int REQUESTS = 3_000;
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private static final List<String> HEADERS = List.of(
            "a",
            "content-type",
            "hos",
            "host-a",
            "hosta",
            "hpst",
            "x-amz-meta-a",
            "x-amz-meta-a-b",
            "x-amz-meta-a.b",
            "x_y",
            "zz");
    private static final List<String> PARAMETERS =
            List.of("a", "a-b", "aB", "acl", "partNumber", "part-number-marker", "uploadId", "uploads", "x-id", "zz");
    private static final List<String> VALUES =
            List.of("1", " a  b ", "*", "a,b;c=\"d\"", "%20", "+", "~!@#$%^&*()_+-=[]{}|\\:;'<>?,./`");

    @Test
    void presign_randomClockAndNames_equalsTheSdk() {
        System.out.println("SdkSignerOracleTest seed " + SEED);
        Random random = new Random(SEED);
        for (int i = 0; i < REQUESTS; i++) {
            compare(random);
        }
    }

    private static void compare(Random random) {
        Instant time = Instant.ofEpochSecond(
                random.nextLong(Instant.parse("2100-12-31T23:59:59Z").getEpochSecond()));
        Duration expires = Duration.ofSeconds(1 + random.nextInt(604_800));
        String key = OddKeys.next(random);
        List<String> fields = new ArrayList<>(List.of("PUT", Long.toString(expires.toSeconds()), key));
        Bytes path = new Bytes(16);
        byte[] utf8 = key.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        PercentEncoding.addKey(path, utf8, 0, utf8.length);
        SdkHttpRequest.Builder sdk = SdkHttpRequest.builder()
                .method(SdkHttpMethod.PUT)
                .uri(URI.create("http://localhost:9000/bucket/" + path));
        for (String header : some(HEADERS, random)) {
            String value = VALUES.get(random.nextInt(VALUES.size()));
            fields.addAll(List.of("h:" + header, value));
            sdk.putHeader(header, value);
        }
        for (String parameter : some(PARAMETERS, random)) {
            String value = VALUES.get(random.nextInt(VALUES.size()));
            fields.addAll(List.of("q:" + parameter, value));
            sdk.putRawQueryParameter(parameter, value);
        }
        String profile = Lines.profile(
                "http://localhost:9000", "auto", "bucket", true, "AKIAIOSFODNN7EXAMPLE", SECRET, "", time);

        String url = Signing.presign(profile, Lines.line(fields));

        assertThat(url).isEqualTo(sign(sdk.build(), time, expires));
    }

    private static String sign(SdkHttpRequest request, Instant time, Duration expires) {
        return AwsV4HttpSigner.create()
                .sign(SignRequest.builder(AwsCredentialsIdentity.create("AKIAIOSFODNN7EXAMPLE", SECRET))
                        .request(request)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "auto")
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false)
                        .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                        .putProperty(
                                AwsV4FamilyHttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, expires)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(time, ZoneOffset.UTC))
                        .build())
                .request()
                .getUri()
                .toString();
    }

    private static List<String> some(List<String> names, Random random) {
        List<String> shuffled = new ArrayList<>(names);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, random.nextInt(names.size()));
    }
}
