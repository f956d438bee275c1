package org.pgfiles.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.Problem;

/** EXIF of a photo in the request's body, which is not kept. */
@Promise("EXIF is read without an upload")
@ExtendWith(WorldExtension.class)
class ParseExifTest {
    private final World world;

    ParseExifTest(World world) {
        this.world = world;
    }

    @Test
    void photo_isReadAndNotKept() {
        JsonNode exif = world.alice().rpc("parse_exif", TestPhoto.portrait()).success();
        assertThat(exif.path("orientation").asInt()).isEqualTo(6);
        assertThat(exif.path("latitude").isNumber()).isTrue();
        assertThat(exif.path("raw").size()).isPositive();
        assertThat(world.filesOf(world.acme())).isZero();
        assertThat(world.database()
                        .texts("select action from pgfiles.logged_action where organization_id = ?", world.acme()))
                .isEqualTo(List.of("parse_exif"));
    }

    @Test
    void photoWithoutExif_givesNulls() {
        JsonNode exif = world.alice().rpc("parse_exif", TestPhoto.small()).success();
        assertThat(exif.path("latitude").isNull()).isTrue();
        assertThat(exif.path("raw").isEmpty()).isTrue();
    }

    @Test
    void text_isNoImage() {
        assertThat(world.alice().rpc("parse_exif", "a text".getBytes(UTF_8)).problem())
                .extracting(Problem::status, Problem::code)
                .containsExactly(415, "PT415");
    }

    @Test
    void nobody_mayNot() {
        assertThat(world.anonymous().rpc("parse_exif", TestPhoto.small()).status())
                .isEqualTo(401);
    }
}
