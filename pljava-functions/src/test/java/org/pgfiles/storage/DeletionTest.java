package org.pgfiles.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.media.LocalS3;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

class DeletionTest {
    private static final String FOLDER = "acme/site/7/01890000-0000-7000-8000-000000000001/";
    private static final List<HttpServer> OPEN = new ArrayList<>();
    private static LocalS3 s3;

    @BeforeAll
    static void start() {
        s3 = LocalS3.start();
    }

    @AfterAll
    static void stop() {
        OPEN.forEach(server -> server.stop(0));
        s3.close();
    }

    @Test
    void run_moreThanOneRequestTakes_areAllGoneAndNothingElse() {
        List<String> keys = IntStream.range(0, 1001).mapToObj(i -> "many/" + i).toList();
        keys.forEach(DeletionTest::put);
        put("manyfold");

        Deletion deletion = delete(store(s3.endpoint()), objects(keys));

        assertThat(deletion.deleted()).hasSize(1001);
        assertThat(deletion.undeleted()).isEmpty();
        assertThat(deletion.deletesMany()).isTrue();
        assertThat(s3.keys()).filteredOn(key -> key.startsWith("many")).containsExactly("manyfold");
    }

    @ParameterizedTest
    @ValueSource(strings = {"odd/ä ö+.txt", "odd/a&b<c>'d\"", "odd/%41", "odd/absent-from-the-beginning"})
    void run_oddKeyOrAbsentObject_isGone(String key) {
        if (!key.contains("absent")) {
            put(key);
        }

        assertThat(delete(store(s3.endpoint()), objects(List.of(key))).deleted())
                .containsExactly(0L);
        assertThat(s3.keys()).doesNotContain(key);
    }

    @Test
    void run_folder_isEmptyAndNothingBesideItIsTouched() {
        IntStream.range(0, 1003).forEach(i -> put(FOLDER + "v" + i));
        put(FOLDER.replace("0001/", "0002/") + "original.jpg");
        put("acme/site/7/original.jpg");

        Deletion deletion = delete(store(s3.endpoint()), List.of(folder(FOLDER)));

        assertThat(deletion.deleted()).containsExactly(9L);
        assertThat(s3.keys())
                .filteredOn(key -> key.startsWith("acme/"))
                .containsExactlyInAnyOrder(
                        FOLDER.replace("0001/", "0002/") + "original.jpg", "acme/site/7/original.jpg");
        assertThat(delete(store(s3.endpoint()), List.of(folder(FOLDER))).deleted())
                .as("and once more")
                .containsExactly(9L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "acme/", "acme/site/7/", "acme/01890000-0000-7000-8000-000000000001"})
    void run_prefixThatIsNoFileSFolder_isRefused(String prefix) {
        put("acme/site/8/original.jpg");

        Deletion deletion = delete(store(s3.endpoint()), List.of(folder(prefix)));

        assertThat(deletion.deleted()).isEmpty();
        assertThat(deletion.undeleted().get(9L)).contains("no folder of a file");
        assertThat(s3.get("acme/site/8/original.jpg")).isNotNull();
    }

    @Test
    void run_storeThatListsWhatWasNotAskedFor_deletesNothing() {
        Answering store = new Answering(request -> request.startsWith("GET")
                ? answer(200, "<ListBucketResult><Contents><Key>other/a</Key></Contents></ListBucketResult>")
                : answer(204, ""));

        assertThatThrownBy(() -> delete(store.open(), List.of(folder(FOLDER)))).hasMessageContaining("other folders");
        assertThat(store.requests).hasSize(1);
    }

    @Test
    void run_uploadInParts_isAbortedAndOneThatIsGoneIsNoProblem() {
        String upload = S3Clients.of(new Store(s3.endpoint(), "us-east-1", true, "local"))
                .createMultipartUpload(r -> r.bucket(LocalS3.BUCKET).key("parts"))
                .uploadId();
        DoomedObject doomed = new DoomedObject(3, "parts", null, upload, false);

        assertThat(delete(store(s3.endpoint()), List.of(doomed)).deleted()).containsExactly(3L);
        assertThat(S3Clients.of(new Store(s3.endpoint(), "us-east-1", true, "local"))
                        .listMultipartUploads(r -> r.bucket(LocalS3.BUCKET))
                        .uploads())
                .isEmpty();
        assertThat(delete(store(s3.endpoint()), List.of(doomed)).deleted()).containsExactly(3L);
    }

    @Test
    void run_allUploadsToAKey_abortsThoseAndNoOther() {
        S3Client client = S3Clients.of(new Store(s3.endpoint(), "us-east-1", true, "local"));
        List<String> uploads = Stream.of("folder/original", "folder/original", "folder/original-2")
                .map(key -> client.createMultipartUpload(
                                r -> r.bucket(LocalS3.BUCKET).key(key))
                        .uploadId())
                .toList();
        DoomedObject doomed = new DoomedObject(3, "folder/original", null, "*", false);

        assertThat(delete(store(s3.endpoint()), List.of(doomed)).deleted()).containsExactly(3L);
        assertThat(client.listMultipartUploads(r -> r.bucket(LocalS3.BUCKET)).uploads())
                .extracting(MultipartUpload::uploadId)
                .containsExactly(uploads.get(2));
        assertThat(delete(store(s3.endpoint()), List.of(doomed)).deleted()).containsExactly(3L);
        client.abortMultipartUpload(
                r -> r.bucket(LocalS3.BUCKET).key("folder/original-2").uploadId(uploads.get(2)));
    }

    /** Whatever a store lists: an upload to another key may be under way. */
    @Test
    void run_storeThatListsAllUploads_abortsThoseToTheKeyOnly() {
        Answering store = new Answering(request -> request.startsWith("GET")
                ? answer(
                        200,
                        "<ListMultipartUploadsResult><Upload><Key>a</Key><UploadId>1</UploadId></Upload>"
                                + "<Upload><Key>ab</Key><UploadId>2</UploadId></Upload></ListMultipartUploadsResult>")
                : answer(204, ""));

        assertThat(delete(store.open(), List.of(new DoomedObject(3, "a", null, "*", false)))
                        .deleted())
                .containsExactly(3L);
        assertThat(store.requests)
                .filteredOn(r -> r.startsWith("DELETE"))
                .singleElement()
                .asString()
                .contains("/photos/a?uploadId=1");
        assertThat(store.requests.get(0)).contains("prefix=a").doesNotContain("max-uploads");
    }

    /** The right to list uploads is one of its own: without it objects are deleted all the same. */
    @ParameterizedTest
    @CsvSource({"403, AccessDenied, false", "501, NotImplemented, true", "405, MethodNotAllowed, true"})
    void run_storeThatDoesNotListUploads_deletesTheRest(int status, String code, boolean isSettled) {
        Answering store = new Answering(request -> request.startsWith("GET")
                ? answer(status, "<Error><Code>" + code + "</Code><RequestId>1</RequestId></Error>")
                : answer(200, deleted("a")));
        List<DoomedObject> doomed = Stream.concat(
                        IntStream.range(1, 6).mapToObj(i -> new DoomedObject(i, "k" + i, null, "*", false)),
                        Stream.of(new DoomedObject(0, "a", null, null, false)))
                .toList();

        Deletion deletion = delete(store.open(), doomed);

        assertThat(deletion.deleted()).contains(0L).hasSize(isSettled ? 6 : 1);
        assertThat(deletion.undeleted()).hasSize(isSettled ? 0 : 5);
        if (!isSettled) {
            assertThat(deletion.undeleted().get(1L)).contains("LIST k1 in photos", code);
        }
    }

    /** Without it older stores answer 400 MissingContentMD5; with one of the newer checksums S3Proxy answers 501. */
    @Test
    void run_many_sendsTheMd5OfTheBodyAndNoNewerChecksum() {
        Answering store = new Answering(request -> answer(200, deleted("a", "b")));

        assertThat(delete(store.open(), objects(List.of("a", "b"))).deleted()).containsExactlyInAnyOrder(0L, 1L);
        assertThat(store.md5).containsExactly(true);
        assertThat(store.requests)
                .singleElement()
                .asString()
                .startsWith("POST /photos?delete")
                .doesNotContainIgnoringCase("checksum");
    }

    @Test
    void run_successWithErrors_isReadKeyByKey() {
        Answering store = new Answering(request -> answer(
                200,
                "<DeleteResult><Deleted><Key>a</Key></Deleted>"
                        + "<Error><Key>b</Key><Code>AccessDenied</Code><Message>secret</Message></Error>"
                        + "<Error><Key>c</Key><Code>NoSuchKey</Code></Error></DeleteResult>"));

        Deletion deletion = delete(store.open(), objects(List.of("a", "b", "c", "d")));

        assertThat(deletion.deleted()).containsExactlyInAnyOrder(0L, 2L);
        assertThat(deletion.undeleted())
                .containsOnly(
                        Map.entry(1L, "DELETE b in photos: AccessDenied"),
                        Map.entry(3L, "DELETE d in photos: not mentioned in the answer"));
    }

    @ParameterizedTest
    @CsvSource({"400, MissingContentMD5", "400, MalformedXML", "501, NotImplemented", "405, MethodNotAllowed"})
    void run_storeWithoutTheRequest_getsSingleOnesAndThatIsRemembered(int status, String code) {
        Answering store = new Answering(request -> request.startsWith("POST")
                ? answer(status, "<Error><Code>" + code + "</Code><RequestId>1</RequestId></Error>")
                : answer(204, ""));

        Deletion deletion = delete(store.open(), objects(List.of("a", "b")));

        assertThat(deletion.deleted()).containsExactlyInAnyOrder(0L, 1L);
        assertThat(deletion.deletesMany()).isFalse();
        assertThat(store.requests).filteredOn(r -> r.startsWith("DELETE")).hasSize(2);
    }

    @Test
    void run_notToTryMany_asksSinglyAndLearnsNothing() {
        Answering store = new Answering(request -> answer(204, ""));
        Deletion deletion = store.open().deletion(false, () -> false);

        deletion.run(objects(List.of("a", "b")));

        assertThat(deletion.deletesMany()).isNull();
        assertThat(store.requests).hasSize(2).allMatch(r -> r.startsWith("DELETE"));
    }

    @ParameterizedTest
    @CsvSource({
        "503, SlowDown, STORE_UNAVAILABLE",
        "400, ExpiredToken, STORE_DENIED",
        "403, AccessDenied, STORE_DENIED",
        "404, NoSuchBucket, STORE_UNAVAILABLE"
    })
    void run_storeThatRefusesEverything_isAskedNoMore(int status, String code, ErrorCode error) {
        Answering store = new Answering(
                request -> answer(status, "<Error><Code>" + code + "</Code><RequestId>1</RequestId></Error>"));
        Deletion deletion = store.open().deletion(true, () -> false);

        assertThat(catchThrowableOfType(PgfilesException.class, () -> deletion.run(objects(List.of("a", "b")))))
                .returns(error, PgfilesException::code)
                .satisfies(e -> assertThat(e.detail()).contains(code));
        assertThat(deletion.deleted()).isEmpty();
        assertThat(store.requests).noneMatch(r -> r.startsWith("DELETE"));
    }

    @Test
    void run_pageOfSomebodyElse_isNoSuccess() {
        String page = "<html>Please sign in to this network</html>";
        Answering portal = new Answering(request -> new Answer(200, page, null));

        assertThatThrownBy(() -> delete(portal.open(), objects(List.of("a")))).isInstanceOf(PgfilesException.class);
        assertThatThrownBy(() -> delete(portal.open(), List.of(folder(FOLDER)))).isInstanceOf(PgfilesException.class);
    }

    @Test
    void run_singleRequestsThatFail_areGivenUpSoonAndWhatWasDoneCounts() {
        Answering store = new Answering(request -> request.startsWith("DELETE /photos/good")
                ? answer(204, "")
                : answer(500, "<Error><Code>InternalError</Code><RequestId>1</RequestId></Error>"));
        Deletion deletion = store.open().deletion(false, () -> false);
        List<DoomedObject> versions = Stream.of("good", "bad1", "bad2", "bad3", "good2")
                .map(key -> new DoomedObject(key.hashCode(), key, "v1", null, false))
                .toList();

        assertThatThrownBy(() -> deletion.run(versions)).isInstanceOf(PgfilesException.class);
        assertThat(deletion.deleted()).containsExactly((long) "good".hashCode());
        assertThat(deletion.undeleted()).hasSize(2);
    }

    private static void put(String key) {
        s3.put(key, "x".getBytes(UTF_8));
    }

    private static DoomedObject folder(String prefix) {
        return new DoomedObject(9, prefix, null, null, true);
    }

    private static List<DoomedObject> objects(List<String> keys) {
        return IntStream.range(0, keys.size())
                .mapToObj(i -> new DoomedObject(i, keys.get(i), null, null, false))
                .toList();
    }

    private static Deletion delete(ObjectStore store, List<DoomedObject> objects) {
        Deletion deletion = store.deletion(true, () -> false);
        deletion.run(objects);
        return deletion;
    }

    private static ObjectStore store(String endpoint) {
        return new ObjectStore(new Store(endpoint, "us-east-1", true, "local"), LocalS3.BUCKET, new Seen(true, true));
    }

    private static String deleted(String... keys) {
        StringBuilder xml = new StringBuilder("<DeleteResult>");
        for (String key : keys) {
            xml.append("<Deleted><Key>").append(key).append("</Key></Deleted>");
        }
        return xml.append("</DeleteResult>").toString();
    }

    private static Answer answer(int status, String body) {
        return new Answer(status, body, "1");
    }

    private record Answer(int status, String body, @Nullable String requestId) {}

    /** A store that says what it is told to, and writes down what it was asked: method, path, and headers. */
    private static final class Answering {
        final List<String> requests = Collections.synchronizedList(new ArrayList<>());
        final List<Boolean> md5 = Collections.synchronizedList(new ArrayList<>());
        private final Function<String, Answer> answers;
        private final HttpServer server;

        Answering(Function<String, Answer> answers) {
            this.answers = answers;
            LocalS3.useProfiles();
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.createContext("/", this::handle);
            server.start();
            OPEN.add(server);
        }

        ObjectStore open() {
            return store("http://127.0.0.1:" + server.getAddress().getPort());
        }

        private void handle(HttpExchange exchange) throws IOException {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().keySet();
            requests.add(request);
            md5.add(digest(body).equals(exchange.getRequestHeaders().getFirst("Content-MD5")));
            Answer answer = answers.apply(request);
            if (answer.requestId() != null) {
                exchange.getResponseHeaders().set("x-amz-request-id", answer.requestId());
            }
            byte[] bytes = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
            exchange.close();
        }

        private static String digest(byte[] body) {
            try {
                return Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("MD5").digest(body));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
