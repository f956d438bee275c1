package org.pgfiles.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests as a client sends them, with nothing but what somebody has signed for him. */
final class ClientHttp {
    private static final int MAX_BODY = 64 * 1024;

    private ClientHttp() {}

    /** An answer; of the body the first 64 KiB. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Answer(int status, HttpURLConnection connection, byte[] body) {
        boolean isTaken() {
            return status >= 200 && status < 300;
        }

        /** Where S3 works on after its answer has begun, the error comes in the body. */
        boolean isRefusedByCondition() {
            return status == 412 || said().endsWith(" PreconditionFailed");
        }

        @Nullable
        String header(String name) {
            return connection.getHeaderField(name);
        }

        /** All that has this name. */
        List<String> headers(String name) {
            return connection.getHeaderFields().entrySet().stream()
                    .filter(field -> name.equalsIgnoreCase(field.getKey()))
                    .flatMap(field -> field.getValue().stream())
                    .toList();
        }

        /** For people: the status, and the code in an error of S3's. */
        String said() {
            String text = new String(body, StandardCharsets.UTF_8);
            int code = text.indexOf("<Code>");
            int end = text.indexOf("</Code>");
            return "HTTP " + status
                    + (code >= 0 && end > code ? " " + text.substring(code + 6, Math.min(end, code + 66)) : "");
        }
    }

    /** A body that is sent in two halves, with something else between them. */
    interface Between {
        void run() throws IOException;
    }

    static Answer send(String method, String url, Map<String, String> headers, byte @Nullable [] body)
            throws IOException {
        return send(method, url, headers, body, () -> {});
    }

    static Answer send(String method, String url, Map<String, String> headers, byte @Nullable [] body, Between between)
            throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setConnectTimeout((int) S3Clients.CONNECT.toMillis());
        connection.setReadTimeout((int) S3Clients.READ.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        headers.forEach((name, value) -> {
            if (!name.equals("content-length")) { // The connection's own to send.
                connection.setRequestProperty(name, value);
            }
        });
        if (body != null) {
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            OutputStream out = connection.getOutputStream();
            out.write(body, 0, body.length / 2);
            out.flush();
            between.run();
            try {
                out.write(body, body.length / 2, body.length - body.length / 2);
                out.close();
            } catch (IOException e) {
                // Who refuses may hang up before he has read all; the answer may be there nevertheless.
            }
        }
        int status = connection.getResponseCode();
        InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
        return new Answer(status, connection, in == null ? new byte[0] : in.readNBytes(MAX_BODY));
    }
}
