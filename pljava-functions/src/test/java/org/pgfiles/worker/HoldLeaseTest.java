package org.pgfiles.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pgfiles.media.LocalS3;

/** Of several databases, one has the lease of a bucket, and all see which. */
class HoldLeaseTest {
    private static LocalS3 s3;

    @BeforeAll
    static void start() {
        s3 = LocalS3.start();
    }

    @AfterAll
    static void stop() {
        s3.close();
    }

    @BeforeEach
    void nobodyHasIt() {
        new Jobs(s3.endpoint()).delete(HoldLeaseTask.KEY).run();
    }

    @Test
    void hold_nobodyHasIt_isTaken() {
        assertThat(hold("first", null))
                .containsEntry("outcome", "ready")
                .containsEntry("is_written", true)
                .containsEntry("lease", lease("first"));
        assertThat(new String(s3.bytes(HoldLeaseTask.KEY), UTF_8)).isEqualTo(lease("first"));
    }

    @Test
    void hold_renewed_isWrittenOverOurLastOne() {
        String etag = (String) hold("first", null).get("etag");

        Map<String, Object> renewed = hold("second", etag);

        assertThat(renewed).containsEntry("is_written", true).containsEntry("lease", lease("second"));
        assertThat(renewed.get("etag")).isNotEqualTo(etag);
    }

    @Test
    void hold_sameAgain_isOursAndNotWritten() {
        Object etag = hold("first", null).get("etag");

        assertThat(hold("first", null))
                .as("also if the database has not learnt of the first")
                .containsEntry("lease", lease("first"))
                .containsEntry("etag", etag)
                .containsEntry("is_written", false);
    }

    @Test
    void hold_somebodyElses_staysHisUnlessItIsMeant() {
        String his = (String) hold("his", null).get("etag");

        assertThat(hold("ours", null)).containsEntry("is_written", false).containsEntry("lease", lease("his"));
        assertThat(hold("ours", "0".repeat(32)))
                .as("nor by a tag of long ago")
                .containsEntry("is_written", false)
                .containsEntry("lease", lease("his"));
        assertThat(hold("ours", his)).containsEntry("is_written", true).containsEntry("lease", lease("ours"));
    }

    @Test
    void hold_noLeaseButSomething_isSomebodyElses() {
        s3.put(HoldLeaseTask.KEY, "not JSON".getBytes(UTF_8));

        assertThat(hold("ours", null)).containsEntry("is_written", false).containsEntry("lease", "not JSON");
    }

    private static Map<String, Object> hold(String nonce, @Nullable String etag) {
        return new Jobs(s3.endpoint()).lease(lease(nonce), nonce, etag).runOne();
    }

    private static String lease(String nonce) {
        return "{\"nonce\": \"" + nonce + "\"}";
    }
}
