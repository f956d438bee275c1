package org.pgfiles.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.pgfiles.http.stack.Stack;

/** PostgREST as one user sees it. */
public final class Api {
    private final URI postgrestUrl;
    private final User user;
    private final String token;

    public Api(Stack stack, User user) {
        this(stack.postgrestUrl(), user, user.isAnonymous() ? "" : Token.hs256(user.claims(), stack.jwtSecret()));
    }

    /** The user of that PostgREST who has this token; an empty one is none. */
    public Api(URI postgrestUrl, User user, String token) {
        this.postgrestUrl = postgrestUrl;
        this.user = user;
        this.token = token;
    }

    public User user() {
        return user;
    }

    /** POST /rpc/name with a JSON object of named arguments. */
    public Response rpc(String name, JsonNode arguments) {
        return rpc(name, arguments.toString());
    }

    /** POST /rpc/name with any text as its JSON. */
    public Response rpc(String name, String arguments) {
        return send("POST", "/rpc/" + name, arguments);
    }

    /** GET of a path with its query; the query must be URL-encoded. */
    public Response get(String pathAndQuery) {
        return send("GET", pathAndQuery, "");
    }

    /** POST /rpc/name with bytes as its only argument. */
    public Response rpc(String name, byte[] body) {
        return send(
                "POST", "/rpc/" + name, BodyPublishers.ofByteArray(body), "Content-Type", "application/octet-stream");
    }

    /** Any method; an empty body is none. Further headers come in pairs of name and value. */
    public Response send(String method, String pathAndQuery, String body, String... headers) {
        if (body.isEmpty()) {
            return send(method, pathAndQuery, BodyPublishers.noBody(), headers);
        }
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Content-Type", "application/json"));
        return send(method, pathAndQuery, BodyPublishers.ofString(body), all.toArray(String[]::new));
    }

    private Response send(String method, String pathAndQuery, BodyPublisher body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(postgrestUrl + pathAndQuery)).method(method, body);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return Response.of(Http.send(request));
    }

    /** Asks for an upload URL. */
    public SignedRequest uploadUrl(UploadRequest upload) {
        return rpc("generate_upload_url", upload.json()).signed();
    }

    /** Asks for an upload URL and PUTs the bytes. */
    public UUID upload(UploadRequest upload, byte[] bytes) {
        SignedRequest put = uploadUrl(upload);
        var answer = put.send(bytes);
        if (answer.statusCode() != 200) {
            throw new AssertionError(
                    "S3 refused the upload: " + answer.statusCode() + " " + new String(answer.body(), UTF_8));
        }
        return put.fileId();
    }

    /** Says that the upload is done. */
    public JsonNode confirm(UUID fileId) {
        return rpc("confirm_upload", "{\"file_id\": \"" + fileId + "\"}").success();
    }

    /** The download URL of the original, for 300 seconds. */
    public SignedRequest downloadUrl(UUID fileId) {
        return rpc("generate_download_url", "{\"file_id\": \"" + fileId + "\"}").signed();
    }

    /** The row of a file that this user must see, with further columns such as {@code ,download_url}. */
    public JsonNode file(UUID fileId, String moreColumns) {
        JsonNode rows =
                get("/files?id=eq." + fileId + "&select=*" + moreColumns).success();
        if (rows.size() != 1) {
            throw new AssertionError("one file was expected, got " + rows);
        }
        return rows.get(0);
    }

    /** The ids of all files that this user sees. */
    public List<UUID> visibleFiles() {
        return get("/files?select=id&order=id").success().findValuesAsText("id").stream()
                .map(UUID::fromString)
                .toList();
    }
}
