package org.pgfiles.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** PostgREST as one user sees it. */
public final class Api {
    private static final Pattern MAKES_FILES =
            Pattern.compile("generate_upload_|create_multipart_|request_upload_|get_upload_");
    private static final Pattern FILE_ID = Pattern.compile("\"file_id\" *: *\"([0-9a-f-]{36})\"");

    private final URI postgrestUrl;
    private final User user;
    private final String token;
    private final Optional<Set<UUID>> made;

    /** The user of that PostgREST who has this token; an empty one is none. */
    public Api(URI postgrestUrl, User user, String token) {
        this(postgrestUrl, user, token, Optional.empty());
    }

    /**
     * The same where an organization has other files as well: the ids of those that are made here go to a set, only these are
     * looked at, and who calls too often for the limit comes again when he may.
     */
    public Api(URI postgrestUrl, User user, String token, Optional<Set<UUID>> made) {
        this.made = made;
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
        Response response = send("POST", "/rpc/" + name, arguments);
        return MAKES_FILES.matcher(name).lookingAt() ? remembered(response) : response;
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
        Response response = Response.of(Http.send(request));
        if (made.isPresent() && response.status() == 429) {
            response.waitAsTold();
            response = Response.of(Http.send(request));
        }
        return response;
    }

    private Response remembered(Response response) {
        made.ifPresent(ids ->
                FILE_ID.matcher(response.text()).results().forEach(found -> ids.add(UUID.fromString(found.group(1)))));
        return response;
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
        String ours = made.map(ids -> ids.stream().map(UUID::toString).collect(joining(",", "&id=in.(", ")")))
                .orElse("");
        return get("/files?select=id&order=id" + ours).success().findValuesAsText("id").stream()
                .map(UUID::fromString)
                .toList();
    }
}
