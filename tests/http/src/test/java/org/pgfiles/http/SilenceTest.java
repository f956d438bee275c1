package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.Response;
import org.pgfiles.http.client.SignedRequest;
import org.pgfiles.http.client.UploadRequest;

/** When things go wrong, neither an answer nor the server's log tells what is nobody's business. */
@Promise("neither answers nor the log have internals or secrets")
@ExtendWith(WorldExtension.class)
class SilenceTest {
    /** A qualified class name, a stack frame, or an exception's name. */
    static final Pattern JAVA = Pattern.compile(
            "\\b(java|javax|jdk|sun|org\\.pgfiles|org\\.postgresql|software\\.amazon|com\\.drewnoakes)\\.[a-z]\\w*[./]"
                    + "|\\bat [\\w.$]+\\([\\w.]+:\\d+\\)|\\b[A-Z]\\w+(Exception|Error)\\b|Traceback");

    static final Pattern SQL = Pattern.compile(
            "\\b(select|insert into|update|delete from)\\b.*\\b(from|values|set|where)\\b|PL/pgSQL function");

    private final World world;

    SilenceTest(World world) {
        this.world = world;
    }

    @Test
    void answers_toMistakesOfEveryKind_haveNoInternals() throws IOException {
        List<String> answers = everyMistake();
        List<String> secrets = secrets();

        assertThat(answers).hasSizeGreaterThan(8).allSatisfy(answer -> {
            assertThat(answer).doesNotContainPattern(JAVA).doesNotContainPattern(SQL);
            assertThat(secrets).allSatisfy(secret -> assertThat(answer).doesNotContain(secret));
        });
    }

    @Test
    void log_afterMistakesOfEveryKind_hasNoStackTraceAndNoSecret() throws IOException {
        Path log = world.stack().postgresLog().orElse(Path.of("/nowhere"));
        assumeTrue(Files.isReadable(log), "the server's log");
        long from = Files.size(log);
        List<String> secrets = secrets();

        everyMistake();

        String written = tail(log, from);
        // The log quotes the statement that failed, which is ours and has no values in it.
        assertThat(written)
                .contains("Invalid argument")
                .doesNotContainPattern(JAVA)
                .doesNotContain("X-Amz-Signature");
        assertThat(secrets).allSatisfy(secret -> assertThat(written).doesNotContain(secret));
    }

    /** Refused requests and rejected files; the answers' bodies and the rows. */
    private List<String> everyMistake() {
        String site = world.newSite();
        UploadRequest good = UploadRequest.jpeg(site, 1000);
        List<String> answers = new ArrayList<>();
        for (UploadRequest bad : List.of(
                good.with("file_name", "a/b"),
                good.with("file_name", "a\0b"),
                good.with("file_size", -1),
                good.with("file_size", "big"),
                good.with("file_type", "text/html"),
                good.with("entity_id", "' or 1=1"),
                good.with("entity_type", "spaceship"),
                good.with("sha256", "xyz"))) {
            Response answer = world.alice().rpc("generate_upload_url", bad.json());
            assertThat(answer.status()).isBetween(400, 499);
            answers.add(answer.text());
        }
        answers.add(world.alice().rpc("generate_upload_url", "{not json").text());
        answers.add(world.alice().get("/files?status=foo.bar").text());
        answers.add(world.alice().get("/files?latitude=eq.abc").text());
        answers.add(world.process(world.alice(), good, new byte[1000]).toString());

        SignedRequest early = world.alice().uploadUrl(good);
        world.alice().confirm(early.fileId());
        answers.add(world.awaitFinal(world.alice(), early.fileId()).toString());
        answers.add(world.carol()
                .rpc("confirm_upload", "{\"file_id\": \"" + UUID.randomUUID() + "\"}")
                .text());
        return answers;
    }

    /** Everything that must stay on the server: the secret key, what is derived from it, and the token's secret. */
    private List<String> secrets() throws IOException {
        List<String> secrets =
                new ArrayList<>(world.database().texts("select encode(signing_key, 'hex') from pgfiles.signing_key"));
        secrets.add(world.stack().jwtSecret());
        secrets.add(world.database().password());
        if (world.stack().credentialsFile().isPresent()) {
            for (String line :
                    Files.readAllLines(world.stack().credentialsFile().get())) {
                if (line.startsWith("aws_secret_access_key")) {
                    secrets.add(line.replaceFirst(".*= *", ""));
                }
            }
        }
        assertThat(secrets).allSatisfy(secret -> assertThat(secret).isNotBlank());
        return secrets;
    }

    private static String tail(Path file, long from) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) (in.length() - from)];
            in.seek(from);
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
