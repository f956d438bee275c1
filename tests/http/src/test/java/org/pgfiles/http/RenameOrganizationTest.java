package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.Api;
import org.pgfiles.http.client.SignedRequest;
import org.pgfiles.http.client.UploadRequest;
import org.pgfiles.http.client.User;

/** A tenant gets another id: its people find everything under the new one, and nobody anything under the old one. */
@Promise("an organization gets another name and keeps its files")
@ExtendWith(WorldExtension.class)
class RenameOrganizationTest {
    private static final byte[] PHOTO = TestPhoto.small();
    private static final long MIB = 1 << 20;

    private final World world;
    private final UploadRequest ofSite;
    private final String renamed;
    private final Api alice;
    private final Api bob;

    RenameOrganizationTest(World world) {
        this.world = world;
        this.ofSite = UploadRequest.jpeg(world.newSite(), PHOTO.length);
        this.renamed = "renamed-" + world.acme();
        this.alice = world.api(User.alice(renamed));
        this.bob = world.api(User.bob(renamed));
    }

    private void rename() {
        world.database()
                .text(
                        "with sites as (update app.site set organization_id = ? where organization_id = ?)"
                                + " select pgfiles.rename_organization(?, ?)",
                        renamed,
                        world.acme(),
                        world.acme(),
                        renamed);
    }

    private static byte[] get(JsonNode url) {
        return SignedRequest.get(url.asText()).body();
    }

    private static JsonNode urls(Api user, UUID fileId, String variant) {
        return user.rpc(
                        "generate_download_urls",
                        "{\"file_ids\": [\"%s\"], \"variant\": \"%s\"}".formatted(fileId, variant))
                .success()
                .get(0);
    }

    @Test
    void filesFromBefore_comeDownUnderTheNewName() {
        UUID fileId = world.readyPhoto(world.alice(), ofSite);
        rename();

        for (Api user : new Api[] {alice, bob}) {
            JsonNode row = user.get("/files?select=id,download_url,thumbnail_small_url")
                    .success();
            assertThat(row).hasSize(1);
            assertThat(get(row.get(0).path("download_url"))).isEqualTo(PHOTO);
            byte[] thumbnail = get(row.get(0).path("thumbnail_small_url"));
            assertThat(thumbnail).startsWith(0xff, 0xd8);
            assertThat(SignedRequest.get(user.downloadUrl(fileId).url().toString())
                            .body())
                    .isEqualTo(PHOTO);
            assertThat(get(urls(user, fileId, "original").path("url"))).isEqualTo(PHOTO);
            assertThat(get(urls(user, fileId, "thumbnail_small").path("url"))).isEqualTo(thumbnail);
        }
    }

    @Test
    void uploadFromBefore_isConfirmedUnderTheNewName() {
        SignedRequest put = world.alice().uploadUrl(ofSite);
        rename();

        assertThat(put.send(PHOTO).statusCode()).isEqualTo(200);
        alice.confirm(put.fileId());
        assertThat(world.awaitFinal(alice, put.fileId()).path("status").asText())
                .isEqualTo("ready");
        assertThat(get(alice.file(put.fileId(), ",thumbnail_large_url").path("thumbnail_large_url")))
                .startsWith(0xff, 0xd8);
    }

    @Test
    void uploadInPartsFromBefore_isCompletedUnderTheNewName() throws Exception {
        RoutedBucket.forAcme(world, RoutedBucket.changes().put("max_bytes", 300 * MIB));
        GeneratedFile file = new GeneratedFile(8 * MIB + 1_000);
        PartsUpload before = PartsUpload.begin(world.alice(), "application/pdf", file.size());
        Map<Integer, String> tags = new TreeMap<>();
        var first = before.sending(file, 1, before.signPart(1)).call();
        tags.put(first.getKey(), first.getValue());
        rename();

        PartsUpload after = before.by(alice);
        var second = after.sending(file, 2, after.signPart(2)).call();
        tags.put(second.getKey(), second.getValue());
        assertThat(after.listed()).hasSize(2);
        after.complete(tags);
        alice.confirm(after.fileId());
        assertThat(world.awaitFinal(alice, after.fileId()).path("file_size").asLong())
                .isEqualTo(file.size());
    }

    @Test
    void oldName_seesNothingAndBelongsToWhoeverTakesIt() {
        UUID old = world.readyPhoto(world.alice(), ofSite);
        rename();

        assertThat(world.alice().get("/files?select=id,download_url").success()).isEmpty();
        assertThat(world.alice()
                        .rpc("generate_download_url", "{\"file_id\": \"" + old + "\"}")
                        .status())
                .isEqualTo(404);
        assertThat(urls(world.alice(), old, "original").at("/error/code").asText())
                .isEqualTo("PT404");

        UUID fileId = world.readyPhoto(world.alice(), ofSite.ofMyOwn());
        JsonNode rows = world.alice().get("/files?select=id,download_url").success();
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).path("id").asText()).isEqualTo(fileId.toString());
        assertThat(get(rows.get(0).path("download_url"))).isEqualTo(PHOTO);
    }
}
