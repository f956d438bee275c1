package org.pgfiles.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;

/** PostgREST's answer. */
public record Response(int status, HttpHeaders headers, String text) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static Response of(HttpResponse<byte[]> response) {
        return new Response(response.statusCode(), response.headers(), new String(response.body(), UTF_8));
    }

    /** The body as JSON; a missing node if it is empty. */
    public JsonNode json() {
        try {
            return text.isEmpty() ? MissingNode.getInstance() : MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + text, e);
        }
    }

    /** The body of an answer that must be a success. */
    public JsonNode success() {
        if (status >= 300) {
            throw new AssertionError("a success was expected, got " + status + " " + text);
        }
        return json();
    }

    /** Waits for as long as the answer says, a minute at most. */
    void waitAsTold() {
        long seconds = headers.firstValueAsLong("retry-after").orElse(60);
        try {
            Thread.sleep(1000 * Math.min(60, seconds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The first signed request of a successful answer. */
    public SignedRequest signed() {
        return SignedRequest.of(success());
    }

    /** The error in the body. */
    public Problem problem() {
        JsonNode json = json();
        return new Problem(
                status,
                json.path("code").asText(),
                json.path("message").asText(),
                textOrEmpty(json.path("details")),
                textOrEmpty(json.path("hint")));
    }

    private static String textOrEmpty(JsonNode node) {
        return node.isNull() ? "" : node.asText();
    }
}
