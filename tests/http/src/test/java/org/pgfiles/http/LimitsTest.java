package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pgfiles.http.client.Problem;
import org.pgfiles.http.client.Response;
import org.pgfiles.http.client.UploadRequest;

/** Who asks too often, or for too much, is told how long to wait or what is left. */
@Promise("who asks too often or for too much is told when to come again")
@ExtendWith(WorldExtension.class)
class LimitsTest {
    private final World world;

    LimitsTest(World world) {
        this.world = world;
    }

    private Response ask(long size) {
        return world.alice()
                .rpc(
                        "generate_upload_url",
                        UploadRequest.jpeg(world.newSite(), 1000)
                                .with("file_size", size)
                                .json());
    }

    @Test
    void oneCallTooMany_isRefusedWithTheTimeToWait() {
        world.database()
                .execute(
                        "insert into pgfiles.quota (organization_id, user_calls_per_minute) values (?, 1)",
                        world.acme());
        ask(1000).success();

        Response refused = ask(1000);

        assertThat(refused.problem())
                .isEqualTo(new Problem(
                        429,
                        "PT429",
                        "Too many requests",
                        "at most 1 calls a minute for user",
                        "wait as Retry-After says, or ask for many files in one call"));
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 60L);
        assertThat(world.filesOf(world.acme())).isOne();
    }

    @Test
    void oneByteTooMany_isRefusedWithWhatIsLeft() {
        world.database()
                .execute("insert into pgfiles.quota (organization_id, max_bytes) values (?, 1000)", world.acme());
        ask(400).success();

        assertThat(ask(601).problem())
                .isEqualTo(
                        new Problem(
                                413,
                                "PT413",
                                "Quota exceeded",
                                "at most 1000 bytes and any number of files; in use: 400 and 1; asked for: 601 and 1",
                                "delete files and have an admin empty the trash (files.purge_files), or have the quota raised"));
        ask(600).success();
        JsonNode usage = world.bob().get("/organization_usage").success().path(0);
        assertThat(usage.path("used_bytes").asLong()).isEqualTo(1000);
        assertThat(usage.path("max_bytes").asLong()).isEqualTo(1000);
        assertThat(world.carol().get("/organization_usage").success()).isEmpty();
    }

    /** First where all of them have to wait for each other, then from where they need not to where they have to. */
    @ParameterizedTest
    @CsvSource({"25000, 1000, 1000, 24", "100000, 87550, 100, 124"})
    void quota_askedForByManyAtOnce_isKeptToTheLastByte(long maxBytes, long used, long size, int fit) throws Exception {
        world.database()
                .execute(
                        "insert into pgfiles.quota (organization_id, max_bytes, user_calls_per_minute) values (?, ?, 0)",
                        world.acme(),
                        maxBytes);
        ask(used).success();
        Callable<Integer> client = () -> ask(size).status();
        ExecutorService clients = Executors.newFixedThreadPool(8);
        List<Integer> statuses = new ArrayList<>();
        try {
            for (Future<Integer> status : clients.invokeAll(Collections.nCopies(150, client))) {
                statuses.add(status.get());
            }
        } finally {
            clients.shutdownNow();
        }

        assertThat(statuses).containsOnly(200, 413);
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(fit);
        assertThat(world.filesOf(world.acme())).isEqualTo(fit + 1);
    }

    @Test
    void refusal_isInTheServersLogWithItsCaller() throws IOException {
        var log = world.stack().postgresLog().orElse(Path.of("/nowhere"));
        assumeTrue(Files.isReadable(log), "the server's log");
        world.alice()
                .send(
                        "POST",
                        "/rpc/generate_upload_url",
                        UploadRequest.jpeg(world.newArchivedSite(), 1000).json().toString(),
                        "X-Request-Id",
                        "r-17");

        assertThat(Files.readString(log))
                .containsPattern(
                        "pgfiles refused \\{[^\\n]*\"not_allowed\"[^\\n]*\"organization_id\": \"" + world.acme());
    }

    @Test
    void audit_isReadByTheOrganizationsAdminOnly() {
        ask(1000).success();

        JsonNode line = world.admin().get("/logged_actions").success().path(0);
        assertThat(line.path("action").asText()).isEqualTo("generate_upload_url");
        assertThat(line.path("user_id").asText()).isEqualTo("1");
        assertThat(line.path("method").asText()).isEqualTo("POST");
        assertThat(line.path("path").asText()).isEqualTo("/rpc/generate_upload_url");
        assertThat(world.alice().get("/logged_actions").success()).isEmpty();
        assertThat(world.carol().get("/logged_actions").success()).isEmpty();
    }

    @Test
    void findActions_filteredAndOrderedAsATable_tellsWhatWasDoneWithOneFile() {
        String file = ask(1000).success().path("file_id").asText();
        ask(1000).success();
        world.alice().rpc("confirm_upload", "{\"file_id\": \"" + file + "\"}").success();
        String path = "/rpc/find_actions?file_id=" + file;

        assertThat(world.admin().get(path + "&order=id.desc").success())
                .extracting(line -> line.path("action").asText())
                .containsExactly("confirm_upload", "generate_upload_url");
        assertThat(world.admin().get(path + "&action=eq.confirm_upload&limit=5").success())
                .hasSize(1);
        assertThat(world.alice().get(path).success()).isEmpty();
        assertThat(world.carol().get(path).success()).isEmpty();
    }
}
