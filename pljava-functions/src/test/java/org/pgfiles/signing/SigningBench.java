package org.pgfiles.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.pgfiles.sql.Signing;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Milliseconds for 10,000 PUT URLs with a signed content type, one thread, interleaved: as a batch, one call each, and with the
 * AWS SDK's presigner. {@link FirstUrlBench} is the other half: the start.
 */
final class SigningBench {
    private static final int URLS = 10_000;
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 20;
    private static final String PROFILE = FirstUrlBench.PROFILE;

    /** Keeps results alive, so that no work can be left out. */
    private static long sink;

    private SigningBench() {}

    public static void main(String[] arguments) {
        List<String> lines = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < URLS; i++) {
            String key = "7f1d/photo/" + i + "/0192f7c4-7a1b-7c3d-8e4f-" + (100_000_000_000L + i) + "/original.jpg";
            keys.add(key);
            lines.add("PUT\t900\t" + key + "\th:content-type\timage/jpeg");
        }
        byte[] requests = String.join("\n", lines).getBytes(UTF_8);
        try (S3Presigner sdk = sdk()) {
            List<Double> batch = new ArrayList<>();
            List<Double> single = new ArrayList<>();
            List<Double> peer = new ArrayList<>();
            for (int i = 0; i < WARM_UP + ROUNDS; i++) {
                batch.add(time(() -> sink += Signing.presignBatch(PROFILE, requests).length));
                single.add(time(() -> lines.forEach(
                        line -> sink += Signing.presign(PROFILE, line).length())));
                peer.add(time(() -> keys.forEach(key -> sink += sign(sdk, key))));
            }
            print("presignBatch, one call", batch);
            print("presign, a call each", single);
            print("AWS SDK S3Presigner", peer);
        }
        System.out.println("(" + sink + " characters)");
    }

    private static S3Presigner sdk() {
        return S3Presigner.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(URI.create("http://localhost:9000"))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "secret")))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }

    private static int sign(S3Presigner sdk, String key) {
        return sdk.presignPutObject(presign -> presign.signatureDuration(Duration.ofMinutes(15))
                        .putObjectRequest(put -> put.bucket("bucket").key(key).contentType("image/jpeg")))
                .url()
                .toString()
                .length();
    }

    private static double time(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static void print(String name, List<Double> times) {
        List<Double> warm = new ArrayList<>(times.subList(WARM_UP, times.size()));
        Collections.sort(warm);
        System.out.printf(
                Locale.ROOT,
                "%-24s median %7.1f  best %7.1f  first %7.1f ms per %d URLs%n",
                name,
                warm.get(ROUNDS / 2),
                warm.get(0),
                times.get(0),
                URLS);
    }
}
