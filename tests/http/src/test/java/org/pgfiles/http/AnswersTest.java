package org.pgfiles.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pgfiles.http.client.Api;
import org.pgfiles.http.client.Problem;
import org.pgfiles.http.client.Response;
import org.pgfiles.http.client.Token;
import org.pgfiles.http.client.User;

/** What comes before pgfiles is asked, as docs/reference/errors.md lists it from the same file. */
@Promise("what PostgREST answers by itself is as the page of errors says")
@ExtendWith(WorldExtension.class)
class AnswersTest {
    private static final String OBJECT = "application/vnd.pgrst.object+json";

    /** One way to get each. */
    private static final Map<String, Function<World, Response>> WAYS = Map.ofEntries(
            Map.entry("no_token", world -> world.anonymous().get("/files")),
            Map.entry("expired", world -> world.apiWithClaims("{\"role\": \"authenticated\", \"exp\": 1}")
                    .get("/files")),
            Map.entry("forged", AnswersTest::forged),
            Map.entry("role_missing", world -> world.apiWithClaims("{\"role\": \"nobody_at_all\"}")
                    .get("/files")),
            Map.entry("role_not_granted", world -> world.apiWithClaims("{\"role\": \"postgres\"}")
                    .get("/files")),
            Map.entry("function_not_granted", world -> world.apiWithClaims("{\"role\": \"api_user\", \"sub\": \"1\"}")
                    .rpc("generate_upload_url", "{}")),
            Map.entry("view_is_read_only", world -> world.alice().send("DELETE", "/users?user_id=eq.x", "")),
            Map.entry("function_missing", world -> world.alice().rpc("generate_upload_url", "{\"fileName\": \"x\"}")),
            Map.entry("view_missing", world -> world.alice().get("/photos")),
            Map.entry("column_missing", world -> world.alice().get("/files?colour=eq.red")),
            Map.entry("not_an_id", world -> world.alice().rpc("confirm_upload", "{\"file_id\": \"1\"}")),
            Map.entry("no_json", world -> world.alice().rpc("confirm_upload", "file_id=1")),
            Map.entry("called_by_put", world -> world.alice().send("PUT", "/rpc/confirm_upload", "{}")),
            Map.entry("not_one", world -> world.alice()
                    .send("GET", "/files?id=eq.00000000-0000-4000-8000-000000000000", "", "Accept", OBJECT)));

    private final World world;

    AnswersTest(World world) {
        this.world = world;
    }

    private record Answer(String name, int status, String code, String message) {}

    static List<Answer> answers() throws IOException {
        try (InputStream file = requireNonNull(AnswersTest.class.getResourceAsStream("answers.tsv"))) {
            return new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(cell -> new Answer(cell[0], Integer.parseInt(cell[1]), cell[2], cell[3]))
                    .toList();
        }
    }

    @Test
    void everyLine_hasOneWayToMeetIt() throws IOException {
        assertThat(answers()).extracting(Answer::name).containsExactlyInAnyOrderElementsOf(WAYS.keySet());
    }

    @ParameterizedTest
    @MethodSource("answers")
    void request_answersAsThePageSays(Answer answer) {
        Response response = requireNonNull(WAYS.get(answer.name)).apply(world);

        Problem problem = response.problem();
        assertThat(problem.status()).as(response.text()).isEqualTo(answer.status);
        assertThat(problem.code()).as(response.text()).isEqualTo(answer.code);
        assertThat(problem.message()).startsWith(answer.message);
    }

    private static Response forged(World world) {
        String claims = "{\"role\": \"authenticated\", \"sub\": \"1\"}";
        return new Api(world.stack().postgrestUrl(), User.ANONYMOUS, Token.hs256(claims, "x".repeat(40))).get("/files");
    }
}
