package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.Api;
import org.pgfiles.http.client.Problem;
import org.pgfiles.http.client.SignedRequest;
import org.pgfiles.http.client.UploadForm;
import org.pgfiles.http.client.UploadRequest;

/** What a worker has checked stays what is downloaded, though the URL of the upload lives on. */
@Promise("what was checked is what is downloaded, and a form is no key to other objects")
@ExtendWith(WorldExtension.class)
class WrittenOnceTest {
    private static final byte[] PHOTO = TestPhoto.small();
    private static final byte[] OTHER = new byte[PHOTO.length];

    private final World world;

    WrittenOnceTest(World world) {
        this.world = world;
    }

    @Test
    void putAgain_storeThatRefusesIt_isRefusedAndNothingWasCopied() {
        SignedRequest request = request();
        assertThat(request.send(PHOTO).statusCode()).isEqualTo(200);
        JsonNode file = ready(request.fileId());

        assertThat(request.send(OTHER).statusCode()).isEqualTo(412);

        assertThat(file.path("download_key")).isEqualTo(file.path("s3_original_key"));
        assertSamePhoto(request.fileId());
    }

    @Test
    void putAgain_storeThatTakesIt_leavesWhatWasChecked() {
        RoutedBucket.forAcme(
                world, RoutedBucket.changes().put("s3_bucket", "bare").put("has_conditional_writes", false));
        SignedRequest request = request();
        assertThat(request.send(PHOTO).statusCode()).isEqualTo(200);
        JsonNode file = ready(request.fileId());

        assertThat(request.send(OTHER).statusCode()).isEqualTo(200);

        assertThat(file.path("download_key")).isNotEqualTo(file.path("s3_original_key"));
        assertSamePhoto(request.fileId());
        assertThat(world.database()
                        .text(
                                "select cause from pgfiles.doomed_object where file_id = ? and s3_key = ?",
                                request.fileId(),
                                file.path("s3_original_key").asText()))
                .isEqualTo("copied");
    }

    /** The store says that it refuses a second write, and asks too early. */
    @Test
    void putAgain_storeThatTakesOneThatBeganBefore_leavesWhatWasChecked() {
        RoutedBucket bare = RoutedBucket.forAcme(world, RoutedBucket.changes().put("s3_bucket", "bare"));
        world.database().text("select pgfiles.probe_buckets(array[?])", bare.name());
        SignedRequest request = request();
        assertThat(request.send(PHOTO).statusCode()).isEqualTo(200);

        JsonNode file = ready(request.fileId());

        assertThat(file.path("download_key")).isNotEqualTo(file.path("s3_original_key"));
        assertSamePhoto(request.fileId());
    }

    @Test
    void formAgain_leavesWhatWasChecked() {
        UploadRequest asked = UploadRequest.jpeg(world.newSite(), 0).without("file_size");
        UploadForm form = UploadForm.of(
                world.alice().rpc("generate_upload_form", asked.json()).success());
        assertThat(form.post(PHOTO).statusCode()).isEqualTo(204);
        ready(form.fileId());

        assertThat(form.post(OTHER).statusCode()).isEqualTo(204);

        assertSamePhoto(form.fileId());
    }

    @Test
    void form_ofAStoreThatChecksNoConditions_isNotGivenOut() {
        RoutedBucket bare = RoutedBucket.forAcme(world, RoutedBucket.changes().put("s3_bucket", "bare"));
        ObjectNode asked =
                UploadRequest.jpeg(world.newSite(), 0).without("file_size").json();

        assertThat(world.alice().rpc("generate_upload_form", asked).problem())
                .returns(501, Problem::status)
                .satisfies(p -> assertThat(p.details()).contains("nobody has looked"));
        world.database().text("select pgfiles.probe_buckets(array[?])", bare.name());

        assertThat(world.alice().rpc("generate_upload_form", asked).problem())
                .returns(501, Problem::status)
                .satisfies(p -> assertThat(p.details()).contains("with it another key"))
                .satisfies(p -> assertThat(p.hint()).contains("generate_upload_url"));
        // The other ways are open.
        assertThat(world.process(world.alice(), UploadRequest.jpeg(world.newSite(), PHOTO.length), PHOTO)
                        .path("status")
                        .asText())
                .isEqualTo("ready");
    }

    private SignedRequest request() {
        return world.alice()
                .rpc(
                        "generate_upload_url",
                        UploadRequest.jpeg(world.newSite(), PHOTO.length).json())
                .signed();
    }

    private JsonNode ready(UUID fileId) {
        world.alice().confirm(fileId);
        JsonNode file = world.awaitFinal(world.alice(), fileId);
        assertThat(file.path("status").asText()).as(file.toString()).isEqualTo("ready");
        return file;
    }

    private void assertSamePhoto(UUID fileId) {
        Api bob = world.bob();
        assertThat(bob.downloadUrl(fileId).send().body()).isEqualTo(PHOTO);
        JsonNode column = bob.file(fileId, ",download_url");
        assertThat(SignedRequest.get(column.path("download_url").asText()).body())
                .isEqualTo(PHOTO);
    }
}
