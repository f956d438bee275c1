package org.pgfiles.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.Api;
import org.pgfiles.http.client.Problem;
import org.pgfiles.http.client.UploadRequest;

/** A virus on its way through the worker: quarantined by the example hook, released by an admin. */
@Promise("a virus goes into quarantine")
@ExtendWith(WorldExtension.class)
class HookTest {
    /** The EICAR test file, in two pieces so that no scanner takes this source for it. */
    private static final String VIRUS = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    private final World world;

    HookTest(World world) {
        this.world = world;
    }

    /** In a bucket with the hook, which takes texts. */
    private JsonNode uploaded(String content) {
        RoutedBucket bucket = RoutedBucket.forAcme(world, RoutedBucket.changes());
        world.database()
                .execute("update pgfiles.bucket set allowed_types = '{text/plain}' where name = ?", bucket.name());
        world.database()
                .execute(
                        "insert into pgfiles.hook (name, sql_function, bucket) values (?, 'pgfiles.eicar_hook', ?)",
                        "eicar_" + UUID.randomUUID().toString().replace("-", ""),
                        bucket.name());
        UploadRequest text =
                UploadRequest.jpeg(world.newSite(), content.length()).with("file_type", "text/plain");
        return world.process(world.alice(), text, content.getBytes(US_ASCII));
    }

    private static Problem download(Api user, UUID fileId) {
        return user.rpc("generate_download_url", "{\"file_id\": \"" + fileId + "\"}")
                .problem();
    }

    @Test
    void virus_isQuarantinedUntilAnAdminReleasesIt() {
        JsonNode file = uploaded("Please open: " + VIRUS);
        assertThat(file.path("status").asText()).isEqualTo("rejected");
        assertThat(file.path("status_reason").asText()).isEqualTo("quarantined");
        assertThat(file.path("labels").toString()).isEqualTo("[\"virus\"]");

        UUID fileId = UUID.fromString(file.path("id").asText());
        String release = "{\"file_id\": \"" + fileId + "\"}";
        assertThat(world.bob().visibleFiles()).doesNotContain(fileId);
        assertThat(download(world.alice(), fileId).status()).isEqualTo(422);
        assertThat(download(world.bob(), fileId).status()).isEqualTo(404);
        assertThat(world.alice().rpc("release_file", release).status()).isEqualTo(403);

        assertThat(world.admin()
                        .rpc("release_file", release)
                        .success()
                        .path("status")
                        .asText())
                .isEqualTo("ready");
        assertThat(world.bob().downloadUrl(fileId).send().body())
                .asString(US_ASCII)
                .contains(VIRUS);
    }

    @Test
    void harmlessText_becomesReady() {
        assertThat(uploaded("Dear Sir").path("status").asText()).isEqualTo("ready");
    }
}
