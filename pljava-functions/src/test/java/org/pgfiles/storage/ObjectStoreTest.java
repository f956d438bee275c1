package org.pgfiles.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.media.LocalS3;

class ObjectStoreTest {
    private static LocalS3 s3;

    @BeforeAll
    static void start() {
        s3 = LocalS3.start();
        s3.put("ten", "0123456789".getBytes(UTF_8));
    }

    @AfterAll
    static void stop() {
        s3.close();
    }

    @Test
    void put_thenGetAndHead_isTheSameObject() {
        String etag = store("local").put("a/ä ö+.txt", "hello".getBytes(UTF_8), "text/plain", "no-store");

        assertThat(store("local").get("a/ä ö+.txt", 5)).isEqualTo("hello".getBytes(UTF_8));
        ObjectStore.ObjectHead head = store("local").head("a/ä ö+.txt");
        assertThat(head.size()).isEqualTo(5);
        assertThat(head.contentType()).isEqualTo("text/plain");
        assertThat(head.etag()).isEqualTo(etag).doesNotContain("\"");
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
        assertThat(error(() -> store("local").head("absent")).code()).isEqualTo(ErrorCode.OBJECT_MISSING);
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

    @Test
    void get_serverError_isUnavailable() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            answer(server, "HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            ObjectStore store = new ObjectStore(
                    new Store("http://127.0.0.1:" + server.getLocalPort(), "us-east-1", true, "local"), "photos");

            assertThat(error(() -> store.get("ten", 10))).returns(ErrorCode.STORE_UNAVAILABLE, PgfilesException::code);
        }
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
