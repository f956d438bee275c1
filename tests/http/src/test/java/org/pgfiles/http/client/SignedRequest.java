package org.pgfiles.http.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A {@code files.signed_request}: what the client sends to S3. */
public record SignedRequest(
        UUID fileId, String method, URI url, Map<String, String> headers, OffsetDateTime expiresAt) {
    /** From an answer, or from one row of an answer. */
    public static SignedRequest of(JsonNode json) {
        Map<String, String> headers = new LinkedHashMap<>();
        json.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return new SignedRequest(
                UUID.fromString(json.path("file_id").asText()),
                json.path("method").asText(),
                URI.create(json.path("url").asText()),
                headers,
                OffsetDateTime.parse(json.path("expires_at").asText()));
    }

    /** The same request to another URL. */
    public SignedRequest withUrl(String otherUrl) {
        return new SignedRequest(fileId, method, URI.create(otherUrl), headers, expiresAt);
    }

    /** The same request with another value of a header, or one more header. */
    public SignedRequest withHeader(String name, String value) {
        Map<String, String> changed = new HashMap<>(headers);
        changed.put(name, value);
        return new SignedRequest(fileId, method, url, changed, expiresAt);
    }

    /** The same request without a header. */
    public SignedRequest withoutHeader(String name) {
        Map<String, String> changed = new HashMap<>(headers);
        changed.remove(name);
        return new SignedRequest(fileId, method, url, changed, expiresAt);
    }

    /** Sends it with exactly its headers. */
    public HttpResponse<byte[]> send(byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach((name, value) -> {
            // The JDK's client sets the length itself, from the body, and lets nobody else do it.
            if (!name.equals("content-length")) {
                request.header(name, value);
            }
        });
        return Http.send(request);
    }

    /** Sends it without a body. */
    public HttpResponse<byte[]> send() {
        return send(new byte[0]);
    }

    /** GETs a URL as a browser does: no headers of ours. */
    public static HttpResponse<byte[]> get(String url) {
        return Http.send(HttpRequest.newBuilder(URI.create(url)));
    }
}
