package org.pgfiles.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.media.LocalS3;

class ObjectStoreTest {
    private static final List<ServerSocket> OPEN = new ArrayList<>();
    private static LocalS3 s3;

    @BeforeAll
    static void start() {
        s3 = LocalS3.start();
        s3.put("ten", "0123456789".getBytes(UTF_8));
    }

    @AfterAll
    static void stop() throws IOException {
        for (ServerSocket server : OPEN) {
            server.close();
        }
        s3.close();
    }

    @Test
    void put_thenGet_isTheSameObject() {
        String etag = store("local").put("a/ä ö+.txt", "hello".getBytes(UTF_8), "text/plain", "no-store");

        assertThat(store("local").get("a/ä ö+.txt", 5)).isEqualTo("hello".getBytes(UTF_8));
        try (ObjectStream stream = store("local").open("a/ä ö+.txt", () -> false)) {
            assertThat(stream.size()).isEqualTo(5);
            assertThat(stream.contentType()).isEqualTo("text/plain");
            assertThat(stream.etag()).isEqualTo(etag).doesNotContain("\"");
        }
    }

    @Test
    void get_largerThanTheLimit_isRefusedWithBothSizes() {
        assertThat(error(() -> store("local").get("ten", 9)))
                .returns(ErrorCode.TOO_LARGE, PgfilesException::code)
                .returns("at most 9 bytes, the object has 10", PgfilesException::detail);
    }

    @Test
    void getRange_inTheMiddleAcrossTheEndAndBehindIt_isWhatIsThere() {
        assertThat(store("local").getRange("ten", 2, 3).bytes()).isEqualTo("234".getBytes(UTF_8));
        assertThat(store("local").getRange("ten", 8, 100).bytes()).isEqualTo("89".getBytes(UTF_8));
        assertThat(store("local").getRange("ten", 2, 3).objectSize()).isEqualTo(10);
        assertThat(store("local").getRange("ten", 10, 3).bytes()).isEmpty();
    }

    @Test
    void getRange_objectOfNoBytes_isEmpty() {
        s3.put("nothing", new byte[0]);

        assertThat(store("local").getRange("nothing", 0, 100))
                .satisfies(piece -> assertThat(piece.bytes()).isEmpty())
                .returns(0L, ObjectStore.Piece::objectSize);
    }

    @Test
    void get_noObject_isMissing() {
        assertThat(error(() -> store("local").get("absent", 10)).code()).isEqualTo(ErrorCode.OBJECT_MISSING);
    }

    @Test
    void get_noBucket_isNoMissingObject() {
        ObjectStore nowhere = new ObjectStore(new Store(s3.endpoint(), "us-east-1", true, "local"), "no-such-bucket");

        assertThat(error(() -> nowhere.get("ten", 10)))
                .returns(ErrorCode.STORE_UNAVAILABLE, PgfilesException::code)
                .satisfies(e -> assertThat(e.hint()).contains("create the bucket"));
    }

    @Test
    void get_wrongSecret_isDeniedWithoutAnySecretInTheText() {
        PgfilesException denied = error(() -> store("stranger").get("ten", 10));

        assertThat(denied.code()).isEqualTo(ErrorCode.STORE_DENIED);
        assertThat(denied.detail() + denied.hint()).doesNotContain("wrong-secret", LocalS3.ACCESS_KEY, "Signature=");
    }

    @Test
    void get_noCredentials_saysWhereToPutThem() {
        assertThat(error(() -> store("empty").get("ten", 10)))
                .returns(ErrorCode.CREDENTIALS_MISSING, PgfilesException::code)
                .satisfies(e -> assertThat(e.hint()).contains("[empty]"));
    }

    @Test
    void get_serverThatBreaksOff_isUnavailable() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            answer(server, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nETag: \"x\"\r\n\r\nonly this");
            ObjectStore store = new ObjectStore(
                    new Store("http://127.0.0.1:" + server.getLocalPort(), "us-east-1", true, "local"), "photos");

            assertThat(error(() -> store.get("ten", 10_000)))
                    .returns(ErrorCode.STORE_UNAVAILABLE, PgfilesException::code)
                    .satisfies(e -> assertThat(e.detail()).contains("broke off after 9 of 1000 bytes"));
        }
    }

    /** An answer, and what is known of the store: of a missing object only its own word counts. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            503 | Slow Down  | ''                                                        | STORE_UNAVAILABLE
            507 | No Storage | ''                                                        | STORE_UNAVAILABLE
            404 | Not Found  | <html>default backend - 404</html>                        | STORE_UNAVAILABLE
            404 | Not Found  | ''                                                        | STORE_UNAVAILABLE
            404 | Not Found  | <Error><Code>NoSuchUpload</Code></Error>                  | STORE_UNAVAILABLE
            404 | Not Found  | <Error><Code>NoSuchKey</Code></Error>                     | STORE_UNAVAILABLE
            404 | Not Found  | <Error><Code>NoSuchKey</Code><RequestId>1</RequestId></Error> | OBJECT_MISSING
            416 | No Range   | <html>no</html>                                           | STORE_UNAVAILABLE
            200 | OK         | <html>Please sign in to this network</html>               | STORE_UNAVAILABLE
            """)
    void get_answerOfSomebody_isFinalOnlyIfItIsTheStores(int status, String phrase, String body, ErrorCode code)
            throws Exception {
        assertThat(error(() -> answering(status, phrase, "", body).get("ten", 100))
                        .code())
                .isEqualTo(code);
    }

    @Test
    void put_answerOfSomebody_isNeverAMissingObjectNorASuccess() {
        byte[] bytes = {1};
        String missing = "<Error><Code>NoSuchKey</Code><RequestId>1</RequestId></Error>";

        assertThat(error(() -> answering(404, "Not Found", "", missing).put("a", bytes, "text/plain", null))
                        .code())
                .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(error(() -> answering(200, "OK", "", "<html>").put("a", bytes, "text/plain", null)))
                .returns(ErrorCode.STORE_UNAVAILABLE, PgfilesException::code)
                .satisfies(e -> assertThat(e.detail()).contains("no ETag"));
        String other = "ETag: \"" + "0".repeat(32) + "\"\r\nx-amz-request-id: 1\r\n";
        assertThat(error(() -> answering(200, "OK", other, "").put("a", bytes, "text/plain", null)))
                .returns(ErrorCode.STORE_UNAVAILABLE, PgfilesException::code)
                .satisfies(e -> assertThat(e.detail()).contains("other bytes"));
    }

    @Test
    void get_pageWithAnEtagOfItsOwn_isNotTheStores() {
        ObjectStore portal = answering(200, "OK", "ETag: \"5f3-abc\"\r\n", "<html>");

        assertThat(error(() -> portal.get("ten", 100)))
                .returns(ErrorCode.STORE_UNAVAILABLE, PgfilesException::code)
                .satisfies(e -> assertThat(e.detail()).contains("no x-amz-request-id"));
    }

    /** MD5 of "hello": 5d41402abc4b2a76b9719d911017c592. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            hello | ''                                     | true
            hellp | ''                                     | false
            hellp | x-amz-server-side-encryption: AES256   | false
            hellp | x-amz-server-side-encryption: aws:kms  | true
            """)
    void get_otherBytesThanOfTheEtag_areNotTaken(String body, String header, boolean isTaken) {
        String headers = "ETag: \"5d41402abc4b2a76b9719d911017c592\"\r\nx-amz-request-id: 1\r\n"
                + (header.isEmpty() ? "" : header + "\r\n");
        ObjectStore store = answering(200, "OK", headers, body);

        if (isTaken) {
            assertThat(store.get("a", 5)).isEqualTo(body.getBytes(UTF_8));
        } else {
            assertThat(error(() -> store.get("a", 5)))
                    .returns(ErrorCode.STORE_UNAVAILABLE, PgfilesException::code)
                    .satisfies(e -> assertThat(e.detail()).contains("other bytes"));
        }
    }

    @Test
    void getRange_storeWithoutRanges_isTheSamePiece() {
        assertThat(answering(200, "OK", "ETag: \"x\"\r\nx-amz-request-id: 1\r\n", "0123456789")
                        .getRange("a", 4, 3)
                        .bytes())
                .isEqualTo("456".getBytes(UTF_8));
    }

    @Test
    void getRange_otherRangeThanAskedFor_isUnavailable() {
        String headers = "ETag: \"x\"\r\nx-amz-request-id: 1\r\nContent-Range: bytes 0-2/10\r\n";

        assertThat(error(() -> answering(206, "Partial Content", headers, "012").getRange("a", 4, 3))
                        .code())
                .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    }

    @Test
    void copy_whole_isTheSameObjectUnderItsNewHeaders() {
        String etag = store("local").put("copy/a.txt", "hello".getBytes(UTF_8), "text/html", null);

        ObjectStore.Copied copied = store("local")
                .copy("copy/a.txt", etag, 5, "copy/b ä.txt", Map.of("content-type", "text/plain"), () -> false);

        assertThat(copied.etag()).isEqualTo(etag);
        try (ObjectStream stream = store("local").open("copy/b ä.txt", () -> false)) {
            assertThat(stream.contentType()).isEqualTo("text/plain");
        }
    }

    @Test
    void copy_otherObjectThanMeant_isUnavailableAndNothingIsThere() {
        store("local").put("copy/c.txt", "other".getBytes(UTF_8), "text/plain", null);

        assertThat(error(() -> store("local")
                                .copy("copy/c.txt", "0".repeat(32), 5, "copy/d.txt", Map.of(), () -> false))
                        .code())
                .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(error(() -> store("local").get("copy/d.txt", 10)).code()).isEqualTo(ErrorCode.OBJECT_MISSING);
    }

    /** As an object of gigabytes is, with pieces of a few bytes. */
    @Test
    void copy_inPieces_isTheSameObject() {
        Store where = new Store(s3.endpoint(), "us-east-1", true, "local");
        byte[] bytes = "0123456789".repeat(1_000_000).getBytes(UTF_8);
        String etag = store("local").put("copy/large", bytes, "text/plain", null);
        ObjectCopy copy = new ObjectCopy(
                S3Clients.of(where),
                LocalS3.BUCKET,
                new Seen(true, true),
                "copy/large",
                etag,
                "copy/large-2",
                Map.of("content-type", "text/plain"));

        copy.run(bytes.length, 6_000_000, () -> false);

        assertThat(s3.bytes("copy/large-2")).isEqualTo(bytes);
    }

    @Test
    void store_badEndpoint_isAnInvalidArgument() {
        ObjectStore store = new ObjectStore(new Store("ftp:/x", "us-east-1", true, "local"), "photos");

        assertThatThrownBy(() -> store.get("ten", 1)).hasMessage("endpoint: ftp:/x");
    }

    @Test
    void delete_absentObject_isNoError() {
        store("local").delete("absent");
    }

    private static ObjectStore store(@Nullable String profile) {
        return new ObjectStore(new Store(s3.endpoint(), "us-east-1", true, profile), LocalS3.BUCKET);
    }

    /** A store that is known to do all, where somebody gives this answer to everybody. */
    private static ObjectStore answering(int status, String phrase, String headers, String body) {
        String answer = "HTTP/1.1 " + status + " " + phrase + "\r\nContent-Length: " + body.length() + "\r\n" + headers
                + "Connection: close\r\n\r\n" + body;
        try {
            ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
            OPEN.add(server);
            answer(server, answer);
            return new ObjectStore(
                    new Store("http://127.0.0.1:" + server.getLocalPort(), "us-east-1", true, "local"),
                    "photos",
                    new Seen(true, true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PgfilesException error(Runnable call) {
        return catchThrowableOfType(PgfilesException.class, call::run);
    }

    /** Answers every connection with this text and hangs up. */
    private static void answer(ServerSocket server, String text) {
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    int read = socket.getInputStream().read(new byte[8192]);
                    assertThat(read).isPositive();
                    socket.getOutputStream().write(text.getBytes(UTF_8));
                } catch (IOException e) {
                    return;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
