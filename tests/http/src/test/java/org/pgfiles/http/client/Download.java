package org.pgfiles.http.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What came down from a URL, for objects too large to be kept.
 *
 * @param size bytes
 * @param sha256 of these bytes, hexadecimal digits
 */
public record Download(int status, long size, String sha256) {
    public static Download of(URI url) {
        HttpResponse<InputStream> answer = Http.stream(HttpRequest.newBuilder(url));
        MessageDigest digest = newDigest();
        long size = 0;
        try (InputStream body = answer.body()) {
            byte[] chunk = new byte[1 << 16];
            for (int count = body.read(chunk); count >= 0; count = body.read(chunk)) {
                digest.update(chunk, 0, count);
                size += count;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Download(answer.statusCode(), size, HexFormat.of().formatHex(digest.digest()));
    }

    /** SHA-256, which every Java has. */
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
