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
    private static final int MAX_BODY = 2 << 20; // A bucket may have a thousand rules.

    private ClientHttp() {}

    /** An answer; of the body the first 2 MiB. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Answer(int status, HttpURLConnection connection, byte[] body) {
        boolean isTaken() {
            return status >= 200 && status < 300;
        }

        /** Who asks is refused, and not because something else is wrong. */
        boolean isDenied() {
            return status == 401 || status == 403;
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
            return ("HTTP " + status + " " + code()).strip();
        }

        /** What S3 calls the error; empty if it is none of S3's. */
        String code() {
            return textOf("Code");
        }

        /** The text of an element of the body, of which 60 characters at most. */
        String textOf(String element) {
            String text = new String(body, StandardCharsets.UTF_8);
            String start = "<" + element + ">";
            int from = text.indexOf(start);
            int to = text.indexOf("</" + element + ">");
            int begin = from + start.length();
            return from >= 0 && to > from ? text.substring(begin, Math.min(to, begin + 60)) : "";
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
