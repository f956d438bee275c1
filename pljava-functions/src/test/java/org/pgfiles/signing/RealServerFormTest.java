package org.pgfiles.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pgfiles.sql.Signing;

/** Browser forms and virtual-host URLs on an S3 server that checks signatures. */
class RealServerFormTest {
    private static S3Server server;

    @BeforeAll
    static void start() throws Exception {
        server = S3Server.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
    }

    @Test
    void postForm_asSigned_storesTheFile() {
        HttpResponse<String> answer = post(form("form \u00e9.txt"), "from a form");

        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
        assertThat(get("form \u00e9.txt")).isEqualTo("from a form");
    }

    @Test
    void postForm_alteredPolicyOrSignature_isForbidden() {
        for (String field : new String[] {"policy", "x-amz-signature"}) {
            String form = form("altered.txt");
            String value = PostFormTest.fields(form).getOrDefault(field, "");
            int last = value.length() - 5;
            String other =
                    value.substring(0, last) + (value.charAt(last) == '1' ? '2' : '1') + value.substring(last + 1);

            assertThat(post(form.replace(value, other), "x").statusCode())
                    .as(field)
                    .isEqualTo(403);
        }
    }

    /**
     * S3Proxy checks a form's signature and nothing that the policy says: neither the range nor the key. So that the conditions
     * are what we mean is checked as text, in {@link PostFormTest}; here is the proof that this server cannot tell.
     */
    @Test
    void postForm_tooLarge_isAcceptedByThisServerOnly() {
        assertThat(post(form("large.txt"), "x".repeat(101)).statusCode()).isBetween(200, 204);
    }

    @Test
    void put_virtualHost_works() throws Exception {
        String put = Signing.presign(server.profile(false), "PUT\t60\tvirtual host.txt");
        assertThat(put).startsWith("http://bucket.localhost:" + server.port() + "/virtual%20host.txt?");

        assertThat(raw("PUT", put, "virtual")).startsWith("HTTP/1.1 200");
        assertThat(raw("PUT", put.replace("/virtual", "/Virtual"), "virtual")).startsWith("HTTP/1.1 403");
        assertThat(get("virtual host.txt")).isEqualTo("virtual");
    }

    private static String form(String key) {
        return Signing.signPostPolicy(
                server.profile(true), Lines.line("60", key, "exact", "1", "100", "Content-Type", "text/plain"));
    }

    private static String get(String key) {
        return Http.send("GET", Signing.presign(server.profile(true), "GET\t60\t" + key), "")
                .body();
    }

    private static HttpResponse<String> post(String form, String file) {
        StringBuilder body = new StringBuilder();
        for (Map.Entry<String, String> field : PostFormTest.fields(form).entrySet()) {
            body.append("--limit\r\nContent-Disposition: form-data; name=\"" + field.getKey() + "\"\r\n\r\n"
                    + field.getValue() + "\r\n");
        }
        body.append("--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n" + file
                + "\r\n--limit--\r\n");
        String url = form.substring(0, form.indexOf('\t'));
        return Http.send("POST", url, body.toString(), "Content-Type", "multipart/form-data; boundary=limit");
    }

    /** Speaks to the server under a host name that need not resolve here. */
    private static String raw(String method, String url, String body) throws Exception {
        int pathStart = url.indexOf('/', "http://".length());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            String request = method + " " + url.substring(pathStart) + " HTTP/1.1\r\nHost: "
                    + url.substring("http://".length(), pathStart) + "\r\nContent-Length: " + body.length()
                    + "\r\nConnection: close\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        }
    }
}
