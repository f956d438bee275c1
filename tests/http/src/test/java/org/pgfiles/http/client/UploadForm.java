package org.pgfiles.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A {@code files.signed_request} that is a form: what a browser posts to S3. */
public record UploadForm(UUID fileId, URI url, Map<String, String> fields) {
    private static final String BOUNDARY = "----pgfiles-7MA4YWxkTrZu0gW";

    public static UploadForm of(JsonNode json) {
        Map<String, String> fields = new LinkedHashMap<>();
        json.path("fields")
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        return new UploadForm(
                UUID.fromString(json.path("file_id").asText()),
                URI.create(json.path("url").asText()),
                fields);
    }

    /** The same form with another value of a field. */
    public UploadForm with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        changed.put(name, value);
        return new UploadForm(fileId, url, changed);
    }

    /** The same form without a field. */
    public UploadForm without(String name) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        changed.remove(name);
        return new UploadForm(fileId, url, changed);
    }

    /** Posts the fields, then the file (RFC 7578). */
    public HttpResponse<byte[]> post(byte[] file) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> {
            body.writeBytes(head("name=\"" + name + "\""));
            body.writeBytes((value + "\r\n").getBytes(UTF_8));
        });
        body.writeBytes(head("name=\"file\"; filename=\"photo.jpg\""));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
        return Http.send(HttpRequest.newBuilder(url)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private static byte[] head(String disposition) {
        return ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n").getBytes(UTF_8);
    }
}
