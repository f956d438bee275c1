package org.pgfiles.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pgfiles.media.LocalS3;

class BatchTimeTest {
    /** One job waits for a store that never answers, and longer than the batch has time. */
    @Test
    void runBatch_timeOver_releasesAllButWhatItHasBegun() throws Exception {
        LocalS3.useProfiles();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            List<Map<String, Object>> results = new Jobs("http://127.0.0.1:" + silent.getLocalPort())
                    .deadlineMs(300)
                    .with("batch_ms", 1)
                    .with("threads", 1)
                    .delete("a")
                    .delete("b")
                    .delete("c")
                    .run();

            assertThat(results).extracting(r -> r.get("job_id")).containsExactly(1, 2, 3);
            assertThat(results)
                    .extracting(r -> r.get("outcome") + " " + r.get("reason"))
                    .containsExactly("retry deadline", "released null", "released null");
        }
    }
}
