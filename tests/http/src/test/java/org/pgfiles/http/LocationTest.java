package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.UploadRequest;

/** The place of a photo goes to its site, if the uploader says so. */
@Promise("the place of a photo is given to its row")
@ExtendWith(WorldExtension.class)
class LocationTest {
    private final World world;
    private final String site;

    LocationTest(World world) {
        this.world = world;
        this.site = world.newSite();
    }

    private String placeOf() {
        return world.database()
                .text("select concat_ws(' ', latitude, longitude) from app.site where id = ?::uuid", site);
    }

    private void upload(TemporaryEntityType type, boolean useLocation) {
        byte[] photo = TestPhoto.portrait();
        UploadRequest upload = UploadRequest.jpeg(site, photo.length)
                .with("entity_type", type.name())
                .with("use_location", BooleanNode.valueOf(useLocation));
        assertThat(world.process(world.alice(), upload, photo).path("status").asText())
                .isEqualTo("ready");
    }

    @Test
    void useLocation_siteWithoutPlace_getsThePhotos() {
        try (TemporaryEntityType type = TemporaryEntityType.forSites(world)) {
            world.database()
                    .execute(
                            "update pgfiles.entity_type set latitude_column = 'latitude', longitude_column = 'longitude'"
                                    + " where name = ?",
                            type.name());
            upload(type, false);
            assertThat(placeOf()).isEmpty();

            upload(type, true);
            assertThat(placeOf()).isNotEmpty();

            world.database().execute("update app.site set latitude = 1, longitude = 2 where id = ?::uuid", site);
            upload(type, true);
            assertThat(placeOf()).as("corrected by hand").isEqualTo("1 2");
        }
    }
}
