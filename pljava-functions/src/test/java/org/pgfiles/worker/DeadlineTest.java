package org.pgfiles.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pgfiles.media.LocalS3;
import org.pgfiles.media.TestPhotos;

class DeadlineTest {
    private static final int LONG_ENOUGH_TO_FETCH_MS = 5_000;

    @Test
    void runBatch_fileThatTakesForEver_failsAndIsNotTriedAgain() {
        byte[] manyPixels = TestPhotos.encode(new BufferedImage(6000, 6000, BufferedImage.TYPE_BYTE_BINARY), "png");
        try (LocalS3 s3 = LocalS3.start()) {
            s3.put("a/original.png", manyPixels);

            Map<String, Object> result = new Jobs(s3.endpoint())
                    .deadlineMs(LONG_ENOUGH_TO_FETCH_MS)
                    .process("a/original.png", "image/png", "variants", Collections.nCopies(200, large()))
                    .runOne();

            assertThat(result).containsEntry("outcome", "failed").containsEntry("reason", "deadline");
        }
    }

    /** An expensive variant: 200 of them take minutes. */
    private static Map<String, Object> large() {
        return Map.of(
                "name",
                "large",
                "key",
                "a/large.png",
                "width",
                4096,
                "height",
                4096,
                "fit",
                "cover",
                "format",
                "png",
                "quality",
                80);
    }

    @Test
    void runBatch_storeThatNeverAnswers_endsEveryJobAtItsDeadline() throws Exception {
        LocalS3.useProfiles();
        // The kernel accepts the connections; nobody ever reads from them.
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Jobs jobs = new Jobs("http://127.0.0.1:" + silent.getLocalPort()).deadlineMs(200);

            List<Map<String, Object>> results = jobs.process("a/original.jpg", "image/jpeg")
                    .delete("b")
                    .delete("c")
                    .run();

            assertThat(results).hasSize(3).allSatisfy(result -> assertThat(result)
                    .containsEntry("outcome", "retry")
                    .containsEntry("reason", "deadline")
                    .containsEntry("detail", "not done within 200 ms"));
        }
    }
}
