package org.pgfiles.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.Download;
import org.pgfiles.http.client.Problem;
import org.pgfiles.http.client.SignedRequest;

/** Uploads in parts: a large one that survives a broken connection, and what is refused. */
@Promise("a large file goes up in parts")
@ExtendWith(WorldExtension.class)
class MultipartTest {
    private static final long MIB = 1 << 20;
    private static final String TYPE = "application/zip";

    private final World world;

    MultipartTest(World world) {
        this.world = world;
        RoutedBucket.forAcme(world, bucketForLargeFiles());
    }

    private static ObjectNode bucketForLargeFiles() {
        ObjectNode changes = RoutedBucket.changes().put("max_bytes", 300 * MIB);
        changes.putArray("allowed_types").add(TYPE);
        return changes;
    }

    @Test
    void upload_200MiBWithAFailedPart_comesDownUnchanged() throws Exception {
        // Not a multiple of the part size: the last part has what remains.
        GeneratedFile file = new GeneratedFile(200 * MIB + 12_345);
        PartsUpload upload = PartsUpload.begin(world.alice(), TYPE, file.size(), 8 * MIB);
        assertThat(upload.partSize()).isEqualTo(8 * (int) MIB);
        assertThat(upload.partCount()).isEqualTo(26);
        int broken = 7;

        Map<Integer, String> tags = new TreeMap<>();
        for (int from = 1; from <= upload.partCount(); from += 10) {
            Map<Integer, SignedRequest> parts = upload.signParts(from, Math.min(from + 9, upload.partCount()));
            SignedRequest part = parts.remove(broken);
            if (part != null) {
                // Too short by far. (Not a cut connection: S3Proxy cannot list an upload after one.)
                assertThat(part.send(new byte[1000]).statusCode()).isEqualTo(403);
            }
            tags.putAll(sendTwoAtOnce(upload, file, parts));
        }

        assertThat(upload.listed().keySet())
                .isEqualTo(tags.keySet())
                .hasSize(25)
                .doesNotContain(broken);
        tags.putAll(sendTwoAtOnce(upload, file, Map.of(broken, upload.signPart(broken))));
        Map<Integer, Long> listed = upload.listed();
        assertThat(listed).hasSize(26).containsEntry(broken, 8 * MIB).containsEntry(26, 12_345L);
        upload.complete(tags);

        world.alice().confirm(upload.fileId());
        JsonNode row = world.awaitFinal(world.alice(), upload.fileId());
        assertThat(row.path("status").asText()).as(row.toString()).isEqualTo("ready");
        assertThat(row.path("file_size").asLong()).isEqualTo(file.size());
        assertThat(row.path("file_type").asText()).isEqualTo(TYPE);
        assertThat(row.path("sha256").asText()).isEqualTo(file.sha256());
        assertThat(Download.of(world.alice().downloadUrl(upload.fileId()).url()))
                .isEqualTo(new Download(200, file.size(), file.sha256()));
    }

    private static Map<Integer, String> sendTwoAtOnce(
            PartsUpload upload, GeneratedFile file, Map<Integer, SignedRequest> parts)
            throws InterruptedException, ExecutionException {
        List<Callable<Map.Entry<Integer, String>>> tasks = new ArrayList<>();
        parts.forEach((number, part) -> tasks.add(upload.sending(file, number, part)));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Map<Integer, String> tags = new TreeMap<>();
            for (Future<Map.Entry<Integer, String>> task : threads.invokeAll(tasks)) {
                tags.put(task.get().getKey(), task.get().getValue());
            }
            return tags;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void part_ofAnotherSizeThanSigned_isRefused() {
        // As Uppy and the SDKs cut it.
        GeneratedFile file = new GeneratedFile(5 * MIB + 1000);
        PartsUpload upload = PartsUpload.begin(world.alice(), TYPE, file.size());
        // The last part, because S3 hangs up on a refused body that is still on its way if it is long.
        SignedRequest part = upload.signPart(2);
        byte[] bytes = upload.bytesOf(file, 2);
        assertThat(bytes).hasSize(1000);

        assertThat(part.send(new byte[1001]).statusCode()).isEqualTo(403);
        assertThat(part.send(new byte[999]).statusCode()).isEqualTo(403);
        assertThat(upload.listed()).isEmpty();
        assertThat(part.send(bytes).statusCode()).isEqualTo(200);
    }

    @Test
    void part_sentAsAnotherNumber_isRefused() {
        PartsUpload upload = PartsUpload.begin(world.alice(), TYPE, 8 * MIB + 1000);
        SignedRequest part = upload.signPart(2);
        String other = part.url().toString().replace("partNumber=2", "partNumber=1");

        assertThat(part.withUrl(other).send(new byte[1000]).statusCode()).isEqualTo(403);
    }

    @Test
    void abortMultipartUpload_partsAtS3_areForgotten() {
        PartsUpload upload = PartsUpload.begin(world.alice(), TYPE, 20 * MIB);
        upload.signPart(1).send(upload.bytesOf(new GeneratedFile(20 * MIB), 1));
        assertThat(upload.listed()).containsOnlyKeys(1);
        SignedRequest list = upload.signed("list_parts");

        SignedRequest abort = upload.signed("abort_multipart_upload");
        assertThat(abort.method()).isEqualTo("DELETE");
        assertThat(abort.send().statusCode()).isEqualTo(204);

        HttpResponse<byte[]> listed = list.send();
        // S3 says NoSuchUpload; S3Proxy has a list without parts.
        assertThat(listed.statusCode()).isIn(404, 200);
        assertThat(new String(listed.body(), UTF_8)).doesNotContain("<Part>");
        JsonNode row = world.alice().file(upload.fileId(), "");
        assertThat(row.path("status").asText()).isEqualTo("rejected");
        assertThat(row.path("status_reason").asText()).isEqualTo("aborted");
        // Nothing more is signed, and confirming brings nothing back.
        assertNotFound(upload, "list_parts");
        world.alice().confirm(upload.fileId());
        assertThat(world.alice().file(upload.fileId(), "").path("status").asText())
                .isEqualTo("rejected");
    }

    @Test
    void everyCall_ofAColleague_isNotFound() {
        PartsUpload upload = PartsUpload.begin(world.alice(), TYPE, 20 * MIB);
        PartsUpload bobs = upload.by(world.bob());

        assertThat(bobs.rpc("sign_part", JsonNodeFactory.instance.objectNode().put("part_number", 1))
                        .problem())
                .extracting(Problem::status, Problem::code)
                .containsExactly(404, "PT404");
        ObjectNode parts = JsonNodeFactory.instance.objectNode();
        parts.putArray("part_numbers").add(1).add(2);
        assertThat(bobs.rpc("sign_parts", parts).status()).isEqualTo(404);
        assertNotFound(bobs, "list_parts");
        assertNotFound(bobs, "complete_multipart_upload");
        assertNotFound(bobs, "abort_multipart_upload");
        assertThat(world.alice().file(upload.fileId(), "").path("status").asText())
                .isEqualTo("pending");
    }

    private static void assertNotFound(PartsUpload upload, String function) {
        assertThat(upload.rpc(function, JsonNodeFactory.instance.objectNode()).problem())
                .extracting(Problem::status, Problem::code)
                .containsExactly(404, "PT404");
    }

    @Test
    void confirmUpload_beforeItsCompletion_isRejected() {
        PartsUpload upload = PartsUpload.begin(world.alice(), TYPE, 20 * MIB);
        upload.signPart(1).send(upload.bytesOf(new GeneratedFile(20 * MIB), 1));

        world.alice().confirm(upload.fileId());

        JsonNode row = world.awaitFinal(world.alice(), upload.fileId());
        assertThat(row.path("status").asText()).isEqualTo("rejected");
        assertThat(row.path("status_reason").asText()).isEqualTo("object_missing");
    }
}
