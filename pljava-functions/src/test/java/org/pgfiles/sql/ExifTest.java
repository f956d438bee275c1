package org.pgfiles.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.pgfiles.media.TestPhotos;

class ExifTest {
    @Test
    void parseExif_headOfAPhoto_isJson() {
        byte[] head = Arrays.copyOf(TestPhotos.phonePhoto(64, 48), 800);

        assertThat(Exif.parseExif(head)).startsWith("{\"latitude\":47.3663,\"longitude\":8.5411,\"altitude\":408.0");
    }

    @Test
    void parseExif_noImage_isAnErrorThatSqlCanRaise() {
        assertThat(Exif.parseExif("a note".getBytes(UTF_8)))
                .startsWith("!unsupported_media\tthe bytes are text/plain\tsend a JPEG");
        assertThat(Exif.parseExif(new byte[0])).startsWith("!unsupported_media\t");
    }
}
