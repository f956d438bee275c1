package org.pgfiles.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pgfiles.media.LocalS3;

class EtagTest {
    private static LocalS3 s3;

    @BeforeAll
    static void start() {
        s3 = LocalS3.start();
    }

    @AfterAll
    static void stop() {
        s3.close();
    }

    @Test
    void readEtag_object_isReadyWithItsTag() {
        s3.put("a.jpg", new byte[5]);

        assertThat(new Jobs(s3.endpoint()).add("read_etag", "a.jpg").runOne())
                .containsEntry("outcome", "ready")
                .extractingByKey("etag")
                .asString()
                .isNotEmpty();
    }
}
