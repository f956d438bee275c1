package org.pgfiles.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.pgfiles.http.client.Api;
import org.pgfiles.http.client.Response;
import org.pgfiles.http.client.SignedRequest;

/** An upload in parts as a client sees it that knows the RPCs and S3's XML. */
record PartsUpload(Api api, UUID fileId, String uploadId, int partSize, int partCount) {

    /** Asks for an upload of a file without an entity, and has S3 begin it. */
    static PartsUpload begin(Api api, String fileType, long fileSize) {
        return begin(api, arguments(fileType, fileSize));
    }

    /** The same, with parts of so many bytes. */
    static PartsUpload begin(Api api, String fileType, long fileSize, long partSize) {
        return begin(api, arguments(fileType, fileSize).put("part_size", partSize));
    }

    private static ObjectNode arguments(String fileType, long fileSize) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("file_name", "backup.bin")
                .put("file_type", fileType)
                .put("file_size", fileSize);
    }

    private static PartsUpload begin(Api api, ObjectNode arguments) {
        JsonNode created = api.rpc("create_multipart_upload", arguments).success();
        String answer = accepted(SignedRequest.of(created).send());
        return new PartsUpload(
                api,
                UUID.fromString(created.path("file_id").asText()),
                elements(answer, "UploadId").get(0),
                created.path("part_size").asInt(),
                created.path("part_count").asInt());
    }

    /** The same upload in the hands of somebody else. */
    PartsUpload by(Api other) {
        return new PartsUpload(other, fileId, uploadId, partSize, partCount);
    }

    /** Calls one of the functions that take the file and the upload. */
    Response rpc(String name, ObjectNode moreArguments) {
        return api.rpc(name, moreArguments.put("file_id", fileId.toString()).put("upload_id", uploadId));
    }

    SignedRequest signed(String name) {
        return rpc(name, JsonNodeFactory.instance.objectNode()).signed();
    }

    /** The request of one part. */
    SignedRequest signPart(int number) {
        return rpc("sign_part", JsonNodeFactory.instance.objectNode().put("part_number", number))
                .signed();
    }

    /** The requests of parts {@code from} to {@code to}, by number and in one call. */
    Map<Integer, SignedRequest> signParts(int from, int to) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        for (int number = from; number <= to; number++) {
            arguments.withArray("part_numbers").add(number);
        }
        Map<Integer, SignedRequest> parts = new TreeMap<>();
        for (JsonNode row : rpc("sign_parts", arguments).success()) {
            parts.put(row.path("part_number").asInt(), SignedRequest.of(row));
        }
        return parts;
    }

    byte[] bytesOf(GeneratedFile file, int number) {
        return file.part((long) (number - 1) * partSize, partSize);
    }

    /** A task that sends one part and gives its number and entity tag. */
    Callable<Map.Entry<Integer, String>> sending(GeneratedFile file, int number, SignedRequest part) {
        return () -> {
            HttpResponse<byte[]> answer = part.send(bytesOf(file, number));
            accepted(answer);
            return Map.entry(number, answer.headers().firstValue("ETag").orElseThrow());
        };
    }

    /** The numbers and sizes of the parts that S3 has. */
    Map<Integer, Long> listed() {
        String xml = accepted(signed("list_parts").send());
        List<String> numbers = elements(xml, "PartNumber");
        List<String> sizes = elements(xml, "Size");
        Map<Integer, Long> parts = new TreeMap<>();
        for (int i = 0; i < numbers.size(); i++) {
            parts.put(Integer.valueOf(numbers.get(i)), Long.valueOf(sizes.get(i)));
        }
        return parts;
    }

    /** Has S3 put the parts together (CompleteMultipartUpload); S3's answer. */
    String complete(Map<Integer, String> tags) {
        String parts = new TreeMap<>(tags)
                .entrySet().stream()
                        .map(part -> "<Part><PartNumber>%d</PartNumber><ETag>%s</ETag></Part>"
                                .formatted(part.getKey(), part.getValue()))
                        .collect(joining());
        return accepted(signed("complete_multipart_upload")
                .send(("<CompleteMultipartUpload>" + parts + "</CompleteMultipartUpload>").getBytes(UTF_8)));
    }

    private static String accepted(HttpResponse<byte[]> answer) {
        String text = new String(answer.body(), UTF_8);
        if (answer.statusCode() != 200) {
            throw new AssertionError("S3 answered " + answer.statusCode() + " " + text);
        }
        return text;
    }

    /** The texts of all elements of a name; S3's XML here has no attributes and no markup inside. */
    private static List<String> elements(String xml, String name) {
        return new ArrayList<>(Pattern.compile("<" + name + ">([^<]*)</" + name + ">")
                .matcher(xml)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList());
    }
}
