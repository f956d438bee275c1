package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.Api;
import org.pgfiles.http.client.Response;
import org.pgfiles.http.client.UploadRequest;

/** A photo is taken before the form about its site is sent off. */
@Promise("a file that was uploaded first gets its row later")
@ExtendWith(WorldExtension.class)
class AttachTest {
    private final World world;

    AttachTest(World world) {
        this.world = world;
    }

    private static Response attach(Api user, UUID fileId, String site) {
        return user.rpc(
                "attach_file",
                "{\"file_id\": \"%s\", \"entity_type\": \"site\", \"entity_id\": \"%s\"}".formatted(fileId, site));
    }

    @Test
    void fileOfMyOwn_givenToASite_isSeenByItsColleagues() {
        UUID fileId = world.readyPhoto(
                world.alice(), UploadRequest.jpeg("", TestPhoto.small().length).ofMyOwn());
        String key = world.alice().file(fileId, "").path("s3_original_key").asText();
        assertThat(world.bob().visibleFiles()).isEmpty();
        String site = world.newSite();

        assertThat(attach(world.bob(), fileId, site).status()).isEqualTo(404);
        assertThat(attach(world.alice(), fileId, site)
                        .success()
                        .path("entity_id")
                        .asText())
                .isEqualTo(site);

        assertThat(world.bob().file(fileId, "").path("s3_original_key").asText())
                .isEqualTo(key);
        assertThat(world.bob().downloadUrl(fileId).send().body()).isEqualTo(TestPhoto.small());
        assertThat(world.carol().visibleFiles()).isEmpty();
        assertThat(attach(world.alice(), fileId, world.newSite()).status()).isEqualTo(409);
    }

    @Test
    void fileGivenWhileItIsUploaded_isProcessedAsUsual() {
        UploadRequest own = UploadRequest.jpeg("", TestPhoto.small().length).ofMyOwn();
        UUID fileId = world.alice().upload(own, TestPhoto.small());
        attach(world.alice(), fileId, world.newSite()).success();
        world.alice().confirm(fileId);

        assertThat(world.awaitFinal(world.bob(), fileId).path("status").asText())
                .isEqualTo("ready");
    }
}
