package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.Response;
import org.pgfiles.http.client.UploadRequest;

/** Whatever a client sends for whichever argument: it is his mistake, not ours, and the answer tells nothing of us. */
@Promise("odd values are the client's mistake and never ours")
@ExtendWith(WorldExtension.class)
class FuzzTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Odd JSON for any argument; a new one is a new line. */
    private static final List<JsonNode> ODDITIES = Stream.concat(
                    Stream.of(
                                    "null",
                                    "\"\"",
                                    "\" \"",
                                    "0",
                                    "-1",
                                    "1.5",
                                    "1e308",
                                    "2147483648",
                                    "9223372036854775807",
                                    "9223372036854775808",
                                    "-9223372036854775808",
                                    "true",
                                    "[]",
                                    "[null]",
                                    "[[1]]",
                                    "[1,\"x\"]",
                                    "{}",
                                    "{\"a\":null}",
                                    "[{}]",
                                    "[{\"file_size\":{}}]",
                                    "[{\"file_size\":\"many\"}]",
                                    "[\"x\",7,null,[]]",
                                    "[{\"file_name\":\"\\u0000\"}]",
                                    "\"NaN\"",
                                    "\"infinity\"",
                                    "\"\\u0000\"",
                                    "\"a\\u0000b\"",
                                    "\"a\\r\\nX-Injected: yes\"",
                                    "\"\\t\"",
                                    "\"\\ud83d\"",
                                    "\"00000000-0000-0000-0000-000000000000\"")
                            .map(FuzzTest::json),
                    Stream.of(
                                    "'; select 1 --",
                                    "$$",
                                    "%s%n%1$s",
                                    "{}",
                                    "{1,2",
                                    "\\",
                                    "\\x",
                                    "../../etc/passwd",
                                    "\u202e\ufeff",
                                    "\ud83d\udc69\u200d\ud83d\udc67",
                                    "e\u0301".repeat(5000),
                                    "x".repeat(200_000),
                                    "9".repeat(1000))
                            .map(TextNode::valueOf))
            .toList();

    private final World world;

    FuzzTest(World world) {
        this.world = world;
    }

    /** A function of the API and the names of its arguments. */
    private record Function(String name, List<String> arguments) {}

    private List<Function> functions() {
        return world
                .database()
                .texts("select p.proname || ' ' || concat_ws(' ', variadic coalesce(p.proargnames[:p.pronargs], '{}'))"
                        + " from pg_proc p where p.pronamespace = 'files'::regnamespace and p.prokind = 'f'"
                        // Those without names are computed columns, which PostgREST does not serve.
                        + " and (p.pronargs = 0 or p.proargnames is not null) order by 1")
                .stream()
                .map(line -> List.of(line.split(" ")))
                .map(words -> new Function(words.get(0), words.subList(1, words.size())))
                .toList();
    }

    /** Arguments that go well together, so that only the odd one is at fault. */
    private ObjectNode goodArguments(Function function, String fileId) {
        JsonNode good = json(
                """
                {"entity_type": "site", "entity_id": "%1$s", "file_name": "a.jpg", "file_type": "image/jpeg",
                 "file_size": 20000000, "file_id": "%2$s", "file_ids": ["%2$s"], "upload_id": "abc",
                 "part_number": 1, "part_numbers": [1, 2], "variant": "original", "p_request_id": "%2$s",
                 "p_entity_type": "site", "p_entity_id": "%1$s", "p_file_name": "a.jpg", "p_file_type": "image/jpeg",
                 "items": [{"file_name": "a.jpg", "file_type": "image/jpeg", "file_size": 1}]}
                """
                        .formatted(world.newSite(), fileId));
        ObjectNode arguments = MAPPER.createObjectNode();
        function.arguments().stream().filter(good::has).forEach(name -> arguments.set(name, good.path(name)));
        return arguments;
    }

    @Test
    void everyFunction_oddArgument_isTheClientsMistakeAndTellsNothing() {
        world.database()
                .execute(
                        "insert into pgfiles.quota (organization_id, user_calls_per_minute) values (?, 0)",
                        world.acme());
        List<Function> functions = functions();
        List<String> failures = new ArrayList<>();
        for (Function function : functions) {
            for (String argument : function.arguments()) {
                String fileId = world.alice()
                        .rpc(
                                "create_multipart_upload",
                                UploadRequest.jpeg(world.newSite(), 20_000_000).json())
                        .success()
                        .path("file_id")
                        .asText();
                ObjectNode good = goodArguments(function, fileId);
                for (JsonNode oddity : ODDITIES) {
                    ObjectNode arguments = good.deepCopy().set(argument, oddity);
                    Response response = world.alice().rpc(function.name(), arguments);
                    if (isOurFault(response)) {
                        failures.add(abridged(function.name() + " " + argument + " = " + oddity, 200) + ": "
                                + response.status() + " " + abridged(response.text(), 400));
                    }
                }
            }
        }
        assertThat(functions).extracting(Function::name).contains("generate_upload_url", "sign_parts");
        assertThat(failures).isEmpty();
    }

    private static boolean isOurFault(Response response) {
        boolean isStore = response.status() == 502 || response.status() == 503;
        return (response.status() >= 500 && !isStore)
                || SilenceTest.JAVA.matcher(response.text()).find()
                || SilenceTest.SQL.matcher(response.text()).find();
    }

    private static String abridged(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + "...";
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
