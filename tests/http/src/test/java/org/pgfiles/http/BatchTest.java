package org.pgfiles.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.SignedRequest;
import org.pgfiles.http.client.UploadRequest;

/** Many files at once: one call, one row each, in order. */
@Promise("a thousand files go up and come down in one call each")
@ExtendWith(WorldExtension.class)
class BatchTest {
    private static final int MANY = 1_000;

    private final World world;
    private final String site;

    BatchTest(World world) {
        this.world = world;
        this.site = world.newSite();
    }

    /** A PDF that says which one it is. */
    private static byte[] pdf(int number) {
        return "%%PDF-1.4%n%% number %05d%n%%%%EOF%n".formatted(number).getBytes(UTF_8);
    }

    private UploadRequest item(int number) {
        return UploadRequest.jpeg(site, pdf(number).length)
                .with("file_name", "scan " + number + ".pdf")
                .with("file_type", "application/pdf");
    }

    private JsonNode signUploads(List<UploadRequest> uploads) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        ArrayNode items = arguments.putArray("items");
        uploads.forEach(upload -> items.add(upload.json()));
        return world.alice().rpc("generate_upload_urls", arguments).success();
    }

    private static ObjectNode fileIds(List<UUID> fileIds) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        ArrayNode array = arguments.putArray("file_ids");
        fileIds.forEach(id -> array.add(id.toString()));
        return arguments;
    }

    private JsonNode rowsOf(String function, List<UUID> fileIds) {
        return world.alice().rpc(function, fileIds(fileIds)).success();
    }

    @Test
    void batch_thousandFilesWithABadOne_goUpAndComeDown() {
        int bad = 500;
        List<UploadRequest> uploads = new ArrayList<>();
        for (int i = 1; i <= MANY; i++) {
            uploads.add(i == bad ? item(i).with("file_type", "text/html") : item(i));
        }

        JsonNode rows = signUploads(uploads);

        assertThat(rows).hasSize(MANY);
        HashSet<String> urls = new HashSet<>();
        for (int i = 1; i <= MANY; i++) {
            JsonNode row = rows.get(i - 1);
            assertThat(row.path("item").asInt()).isEqualTo(i);
            assertThat(row.path("url").isTextual()).as(row.toString()).isEqualTo(i != bad);
            assertThat(row.path("error").isNull()).isEqualTo(i != bad);
            urls.add(row.path("url").asText());
        }
        assertThat(urls).hasSize(MANY);
        JsonNode error = rows.get(bad - 1).path("error");
        assertThat(error.path("code").asText()).isEqualTo("PT415");
        assertThat(error.path("message").asText()).isEqualTo("File type not allowed");
        assertThat(error.path("details").asText()).contains("text/html");
        assertThat(world.filesOf(world.acme())).isEqualTo(MANY - 1);

        int[] sample = {1, 250, bad + 1, 777, MANY};
        List<UUID> sent = new ArrayList<>();
        for (int i : sample) {
            SignedRequest put = SignedRequest.of(rows.get(i - 1));
            assertThat(put.send(pdf(i)).statusCode()).isEqualTo(200);
            sent.add(put.fileId());
        }
        JsonNode confirmed = rowsOf("confirm_uploads", sent);
        assertThat(confirmed.findValuesAsText("file_id"))
                .isEqualTo(sent.stream().map(UUID::toString).toList());
        assertThat(confirmed.findValuesAsText("status")).containsOnly("uploaded");
        for (int k = 0; k < sample.length; k++) {
            JsonNode file = world.awaitFinal(world.alice(), sent.get(k));
            assertThat(file.path("status").asText()).as(file.toString()).isEqualTo("ready");
            assertThat(file.path("file_name").asText()).isEqualTo("scan " + sample[k] + ".pdf");
        }

        JsonNode downloads = rowsOf("generate_download_urls", sent);
        assertThat(downloads).hasSize(sample.length);
        for (int k = 0; k < sample.length; k++) {
            assertThat(downloads.get(k).path("item").asInt()).isEqualTo(k + 1);
            assertThat(SignedRequest.of(downloads.get(k)).send().body()).isEqualTo(pdf(sample[k]));
        }
        assertListed(sent.get(4));
    }

    /** The page that a client shows: the newest first, with a URL for what is ready. */
    private void assertListed(UUID newestReady) {
        JsonNode page = world.alice()
                .get("/files?select=id,file_name,created_at,download_url&order=created_at.desc,id.desc&limit=50")
                .success();
        assertThat(page).hasSize(50);
        assertThat(page.findValuesAsText("created_at")).isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(page.get(0).path("id").asText()).isEqualTo(newestReady.toString());
        assertThat(SignedRequest.get(page.get(0).path("download_url").asText()).body())
                .isEqualTo(pdf(MANY));
        assertThat(page.get(1).path("download_url").isNull()).isTrue();
    }

    @Test
    void batch_filesThatAreNotThere_haveTheirErrorInTheRow() {
        List<SignedRequest> puts = new ArrayList<>();
        signUploads(List.of(item(1), item(2))).forEach(row -> puts.add(SignedRequest.of(row)));
        assertThat(puts.get(0).send(pdf(1)).statusCode()).isEqualTo(200);
        UUID foreign = world.carol()
                .uploadUrl(item(3).with("entity_id", world.newForeignSite()))
                .fileId();
        UUID ready = puts.get(0).fileId();
        UUID pending = puts.get(1).fileId();

        JsonNode confirmed = rowsOf("confirm_uploads", List.of(foreign, ready, UUID.randomUUID()));
        assertThat(confirmed.findValuesAsText("item")).containsExactly("1", "2", "3");
        assertThat(confirmed.get(0).at("/error/code").asText()).isEqualTo("PT404");
        assertThat(confirmed.get(1).path("error").isNull()).isTrue();
        assertThat(confirmed.get(2).at("/error/code").asText()).isEqualTo("PT404");
        world.awaitFinal(world.alice(), ready);

        JsonNode downloads = rowsOf("generate_download_urls", List.of(pending, ready, foreign, ready));
        assertThat(downloads.get(0).at("/error/code").asText()).isEqualTo("PT422");
        assertThat(downloads.get(2).at("/error/code").asText()).isEqualTo("PT404");
        assertThat(SignedRequest.of(downloads.get(1)).send().body()).isEqualTo(pdf(1));
        assertThat(SignedRequest.of(downloads.get(3)).send().body()).isEqualTo(pdf(1));
    }

    @Test
    void batch_empty_isEmpty() {
        assertThat(signUploads(List.of())).isEmpty();
        assertThat(rowsOf("confirm_uploads", List.of())).isEmpty();
        assertThat(rowsOf("generate_download_urls", List.of())).isEmpty();
    }

    @Test
    void batch_aboveTheLimit_isRefusedAsAWhole() {
        List<UUID> tooMany = new ArrayList<>();
        for (int i = 0; i <= 10_000; i++) {
            tooMany.add(UUID.randomUUID());
        }
        assertThat(world.alice()
                        .rpc("generate_download_urls", fileIds(tooMany))
                        .problem()
                        .details())
                .contains("10000", "10001");
    }
}
