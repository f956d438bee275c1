package org.pgfiles.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgfiles.sql.Signing;

/** Every kind of URL is used on an S3 server that checks signatures; none works once a character of it was altered. */
class RealServerTest {
    private static S3Server server;

    @BeforeAll
    static void start() throws Exception {
        server = S3Server.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.txt",
                "a/b/c.jpg",
                "a b+c%41&d=e?f#g",
                "\u00e9\u4e2d\ud83d\udcf7/e\u0301",
                "~*'()!$@,;:[]{}|^`\"<>",
                "%2e%2f",
                "tab\there"
            })
    void putHeadGetDelete_anyKey_work(String key) {
        String body = "body of " + key;
        assertThat(use("PUT", key, body).statusCode()).isEqualTo(200);
        assertThat(use("HEAD", key, "").statusCode()).isEqualTo(200);
        assertThat(use("GET", key, "").body()).isEqualTo(body);
        assertThat(use("DELETE", key, "").statusCode()).isEqualTo(204);
        assertThat(use("GET", key, "").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "POST"})
    void anyMethod_urlAlteredInOneCharacter_isForbidden(String method) {
        String url = sign(method, "altered.txt", method.equals("POST") ? "q:uploads\t" : "q:versionId\tnull");

        for (String place : new String[] {"X-Amz-Signature=", "X-Amz-Expires=", "X-Amz-Date=2", "/altere"}) {
            int at = url.indexOf(place) + place.length();
            char other = url.charAt(at) == '1' ? '2' : '1';
            String altered = url.substring(0, at) + other + url.substring(at + 1);
            assertThat(Http.send(method, altered, "").statusCode()).as(altered).isEqualTo(403);
        }
        assertThat(Http.send(method, url, "").statusCode()).isNotEqualTo(403);
        String otherMethod = method.equals("DELETE") ? "GET" : "DELETE";
        assertThat(Http.send(otherMethod, url, "").statusCode()).isEqualTo(403);
    }

    @Test
    void put_otherSizeTypeOrMissingHeader_isForbidden() {
        String url = sign("PUT", "bound.txt", "h:content-type\ttext/plain\th:content-length\t5\th:x-amz-meta-owner\t7");

        assertThat(put(url, "12345", "text/html", "7")).isEqualTo(403);
        assertThat(put(url, "123456", "text/plain", "7")).isEqualTo(403);
        assertThat(put(url, "12345", "text/plain", "8")).isEqualTo(403);
        assertThat(Http.send("PUT", url, "12345", "Content-Type", "text/plain").statusCode())
                .isEqualTo(403);
        assertThat(put(url, "12345", "text/plain", "7")).isEqualTo(200);
    }

    private static int put(String url, String body, String type, String owner) {
        return Http.send("PUT", url, body, "Content-Type", type, "x-amz-meta-owner", owner)
                .statusCode();
    }

    @Test
    void put_ifNoneMatch_doesNotOverwrite() {
        String url = sign("PUT", "once.txt", "h:if-none-match\t*");

        assertThat(Http.send("PUT", url, "first", "If-None-Match", "*").statusCode())
                .isEqualTo(200);
        assertThat(Http.send("PUT", url, "second", "If-None-Match", "*").statusCode())
                .isEqualTo(412);
        assertThat(use("GET", "once.txt", "").body()).isEqualTo("first");
    }

    @Test
    void get_overrides_areTheAnswersHeaders() {
        use("PUT", "override.txt", "x");

        HttpResponse<String> answer = Http.send(
                "GET",
                sign(
                        "GET",
                        "override.txt",
                        "download\tR\u00e9sum\u00e9 \"1\".pdf\tq:response-content-type\tapplication/pdf"
                                + "\tq:response-cache-control\tprivate, max-age=60"),
                "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"R_sum_ _1_.pdf\"; filename*=UTF-8''R%C3%A9sum%C3%A9%20%221%22.pdf");
        assertThat(answer.headers().firstValue("content-type")).contains("application/pdf");
        assertThat(answer.headers().firstValue("cache-control")).contains("private, max-age=60");
    }

    @Test
    void get_afterItsExpiry_isForbidden() {
        use("PUT", "expired.txt", "x");
        String profile = server.profile(true, Instant.now().minusSeconds(120));

        String expired = Signing.presign(profile, "GET\t60\texpired.txt");
        String valid = Signing.presign(profile, "GET\t600\texpired.txt");

        assertThat(Http.send("GET", expired, "").statusCode()).isEqualTo(403);
        assertThat(Http.send("GET", valid, "").statusCode()).isEqualTo(200);
    }

    @Test
    void multipart_createPartListComplete_makesTheObject() {
        String id = createUpload("large.bin");
        String part = "p".repeat(5 << 20);
        String etag1 = putPart("large.bin", id, 1, part);
        String etag2 = putPart("large.bin", id, 2, "end");

        String list = use("GET", "large.bin", "", "q:uploadId\t" + id).body();
        assertThat(list).contains("<PartNumber>1</PartNumber>", "<PartNumber>2</PartNumber>", "<Size>5242880</Size>");
        String complete = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + etag1
                + "</ETag></Part><Part><PartNumber>2</PartNumber><ETag>" + etag2
                + "</ETag></Part></CompleteMultipartUpload>";
        HttpResponse<String> completed = use("POST", "large.bin", complete, "q:uploadId\t" + id);
        assertThat(completed.statusCode()).as(completed.body()).isEqualTo(200);
        assertThat(use("GET", "large.bin", "").body()).isEqualTo(part + "end");
    }

    @Test
    void multipart_abort_forgetsTheUpload() {
        String id = createUpload("aborted.bin");
        putPart("aborted.bin", id, 1, "x");

        assertThat(use("DELETE", "aborted.bin", "", "q:uploadId\t" + id).statusCode())
                .isEqualTo(204);
        assertThat(use("GET", "aborted.bin", "").statusCode()).isEqualTo(404);
    }

    private static String createUpload(String key) {
        HttpResponse<String> created = use("POST", key, "", "q:uploads\t");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
        Matcher id = Pattern.compile("<UploadId>(.*)</UploadId>").matcher(created.body());
        assertThat(id.find()).isTrue();
        return id.group(1);
    }

    private static String putPart(String key, String id, int number, String body) {
        HttpResponse<String> answer = use("PUT", key, body, "q:partNumber\t" + number + "\tq:uploadId\t" + id);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.headers().firstValue("etag").orElseThrow();
    }

    private static HttpResponse<String> use(String method, String key, String body, String... pairs) {
        return Http.send(method, sign(method, key, pairs), body);
    }

    private static String sign(String method, String key, String... pairs) {
        String request = Lines.line(method, "600", key) + (pairs.length == 0 ? "" : "\t" + String.join("\t", pairs));
        return Signing.presign(server.profile(true), request);
    }
}
