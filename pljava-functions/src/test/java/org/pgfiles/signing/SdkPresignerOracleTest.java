package org.pgfiles.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pgfiles.sql.Signing;

/**
 * The AWS SDK's presigner as the oracle: thousands of random requests of every kind, under random profiles, give the same URL
 * byte for byte. The SDK cannot be given a clock, so its time is taken from its URL; {@link SdkSignerOracleTest} varies the clock.
 *
 * <p>There is no class of keys that differs. The SDK neither normalises nor decodes keys for S3, and an S3 server compares
 * with the path as it was sent, so {@code //}, {@code /../} and a leading slash stay as they are. (A browser resolves
 * {@code /../} before it sends a URL, so such a key can be signed but not be used there.)
 */
class SdkPresignerOracleTest {
    private static final long SEED = 20_130_524;
    private static final int PROFILES = 150;
    private static final int REQUESTS = 40;

    @Test
    void presignBatch_randomRequests_equalTheSdk() {
        System.out.println("SdkPresignerOracleTest seed " + SEED);
        Random random = new Random(SEED);
        Map<String, Integer> kinds = new HashMap<>();
        for (int i = 0; i < PROFILES; i++) {
            try (SdkProfile profile = SdkProfile.next(random)) {
                comparePerSecond(profile, random, kinds);
            }
        }
        assertThat(kinds.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(PROFILES * REQUESTS);
        assertThat(kinds).hasSize(SdkRequest.KINDS).allSatisfy((kind, count) -> assertThat(count)
                .isGreaterThan(400));
    }

    /** One of our calls for all URLs that the SDK dated with the same second. */
    private static void comparePerSecond(SdkProfile profile, Random random, Map<String, Integer> kinds) {
        Map<String, List<SdkRequest>> bySecond = new HashMap<>();
        for (int i = 0; i < REQUESTS; i++) {
            SdkRequest request = SdkRequest.next(profile, random);
            kinds.merge(request.kind(), 1, Integer::sum);
            bySecond.computeIfAbsent(request.time(), time -> new ArrayList<>()).add(request);
        }
        bySecond.forEach((time, requests) -> {
            List<String> lines = requests.stream().map(SdkRequest::line).toList();
            String[] urls = Signing.presign(profile.line(time), String.join("\n", lines))
                    .split("\n", -1);
            assertThat(urls).hasSameSizeAs(requests);
            for (int i = 0; i < urls.length; i++) {
                assertThat(urls[i])
                        .as("%s", requests.get(i).line())
                        .isEqualTo(requests.get(i).url());
            }
        });
    }
}
