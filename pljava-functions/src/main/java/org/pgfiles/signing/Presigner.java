package org.pgfiles.signing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Presigned URLs under one profile: everything that does not depend on the request is prepared here once. Immutable and
 * thread-safe; the {@link Workspace} is the caller's.
 */
final class Presigner {
    /** A week, the longest that S3 accepts. */
    static final int MAX_EXPIRES_SECONDS = 604_800;

    private static final int MAX_KEY_BYTES = 1_024;
    static final byte[] GET = Bytes.ascii("GET");
    private static final byte[][] METHODS = {
        GET, Bytes.ascii("PUT"), Bytes.ascii("HEAD"), Bytes.ascii("POST"), Bytes.ascii("DELETE")
    };
    private static final byte[] DOWNLOAD = Bytes.ascii("download");
    private static final byte[] INLINE = Bytes.ascii("inline");
    private static final byte[] SEMICOLON = Bytes.ascii(";");
    private static final byte[] ENCODED_SEMICOLON = Bytes.ascii("%3B");
    private static final byte[] SIGNATURE = Bytes.ascii("&X-Amz-Signature=");
    private static final byte[] PAYLOAD = Bytes.ascii("\nUNSIGNED-PAYLOAD");

    private final byte[] urlStart;
    private final byte[] urlBeforeHeaderNames;
    private final byte[] urlBeforeExpires;
    private final byte[] path;
    private final byte[] queryBeforeExpires;
    private final byte[] queryBeforeHeaderNames;
    private final byte[] hostLine;
    private final Hmac hmac;
    private final byte[] toSignStart;

    Presigner(Profile profile) {
        String time = SigningTime.basic(profile.epochSecond());
        String algorithm = "X-Amz-Algorithm=AWS4-HMAC-SHA256";
        String credential = "&X-Amz-Credential=" + encoded(profile.accessKeyId() + "/" + profile.scope());
        String token =
                profile.sessionToken().isEmpty() ? "" : "X-Amz-Security-Token=" + encoded(profile.sessionToken());
        String separator = token.isEmpty() ? "" : "&";
        // Any order is valid in a URL; this is the AWS SDK's, so that the two can be compared byte for byte.
        urlStart = Bytes.ascii(profile.origin() + profile.keyPrefix());
        urlBeforeHeaderNames =
                Bytes.ascii(token + separator + algorithm + "&X-Amz-Date=" + time + "&X-Amz-SignedHeaders=");
        urlBeforeExpires = Bytes.ascii(credential + "&X-Amz-Expires=");
        path = Bytes.ascii("\n" + profile.keyPrefix());
        queryBeforeExpires = Bytes.ascii("\n" + algorithm + credential + "&X-Amz-Date=" + time + "&X-Amz-Expires=");
        queryBeforeHeaderNames = Bytes.ascii(separator + token + "&X-Amz-SignedHeaders=");
        hostLine = Bytes.ascii("host:" + profile.host() + "\n");
        hmac = profile.signingKey().hmac();
        toSignStart = Bytes.ascii("AWS4-HMAC-SHA256\n" + time + "\n" + profile.scope() + "\n");
    }

    /** The buffers of one thread, with room for {@code capacity} bytes of URLs to begin with. */
    Workspace workspace(int capacity) {
        return new Workspace(
                hmac.innerMessage(toSignStart, toSignStart.length + 2 * Hmac.SIZE), hmac.outerMessage(), capacity);
    }

    /**
     * Appends the URL of one request to {@link Workspace#url}. The fields of a request: method (GET, HEAD, PUT, POST or
     * DELETE), expiry (1..604,800 seconds), key (1..1,024 bytes of UTF-8), then pairs of name and value: {@code h:} and a header,
     * {@code q:} and a query parameter, {@code download} or {@code inline} and a file name.
     */
    void presign(TabLine request, Workspace space) {
        if (request.count() < 3 || request.count() % 2 == 0) {
            throw Invalid.argument(
                    "request: method, expiry, key and pairs of name and value; received " + request.count() + " fields",
                    "separate them with tabs");
        }
        byte[] method = method(request.text(0));
        request.number(1, 1, MAX_EXPIRES_SECONDS, "expiry in seconds");
        checkKey(request.length(2));
        presign(method, request.data(), request.from(1), request.to(1), request, 2, space);
    }

    /** The same of a call whose requests have method and expiry in common: the fields are the key, then pairs. */
    void presign(Call call, TabLine request, Workspace space) {
        call.check(request);
        presign(call.method(), call.expires(), 0, call.expires().length, request, 0, space);
    }

    private void presign(
            byte[] method,
            byte[] expires,
            int expiresFrom,
            int expiresTo,
            TabLine request,
            int keyIndex,
            Workspace space) {
        Bytes url = space.url();
        url.add(urlStart);
        int keyFrom = url.length();
        PercentEncoding.addKey(url, request.data(), request.from(keyIndex), request.to(keyIndex));
        int keyTo = url.length();
        url.add((byte) '?');
        readPairs(request, keyIndex + 1, space);

        Bytes canonical = space.canonical();
        canonical.truncate(0);
        canonical.add(method).add(path).add(url.array(), keyFrom, keyTo);
        canonical.add(queryBeforeExpires).add(expires, expiresFrom, expiresTo).add(queryBeforeHeaderNames);
        int namesFrom = canonical.length();
        space.headers().addNames(canonical, ENCODED_SEMICOLON);
        int namesTo = canonical.length();
        space.query().addSorted(canonical);
        canonical.add((byte) '\n');
        space.headers().addLines(canonical, hostLine);
        canonical.add((byte) '\n');
        space.headers().addNames(canonical, SEMICOLON);
        canonical.add(PAYLOAD);

        url.add(urlBeforeHeaderNames).add(canonical.array(), namesFrom, namesTo);
        url.add(urlBeforeExpires).add(expires, expiresFrom, expiresTo);
        url.add(SIGNATURE).addHex(space.sign());
    }

    private static void readPairs(TabLine request, int first, Workspace space) {
        space.headers().clear(request);
        space.query().clear();
        byte[] data = request.data();
        for (int i = first; i < request.count(); i += 2) {
            int from = request.from(i);
            boolean prefixed = request.length(i) > 2 && data[from + 1] == ':';
            if (prefixed && data[from] == 'h') {
                space.headers().add(i);
            } else if (prefixed && data[from] == 'q') {
                space.query().add(data, from + 2, request.to(i), data, request.from(i + 1), request.to(i + 1));
            } else if (request.is(i, DOWNLOAD)) {
                space.query().addDisposition("attachment", request.text(i + 1));
            } else if (request.is(i, INLINE)) {
                space.query().addDisposition("inline", request.text(i + 1));
            } else {
                throw Invalid.argument(
                        "name: h:<header>, q:<parameter>, download or inline; received "
                                + Invalid.shown(request.text(i)),
                        "give pairs of name and value after the key");
            }
        }
    }

    static boolean isDisposition(TabLine request, int index) {
        return request.is(index, DOWNLOAD) || request.is(index, INLINE);
    }

    static byte[] method(String name) {
        for (byte[] method : METHODS) {
            if (Arrays.equals(method, name.getBytes(StandardCharsets.UTF_8))) {
                return method;
            }
        }
        throw Invalid.argument(
                "method: GET, HEAD, PUT, POST or DELETE; received " + Invalid.shown(name),
                "use one of them in upper case");
    }

    static void checkKey(int length) {
        if (length == 0 || length > MAX_KEY_BYTES) {
            throw Invalid.argument("key: 1..1024 bytes of UTF-8; received " + length + " bytes", "choose another key");
        }
    }

    private static String encoded(String text) {
        byte[] source = Bytes.ascii(text);
        Bytes result = new Bytes(3 * source.length);
        PercentEncoding.addValue(result, source, 0, source.length);
        return result.toString();
    }
}
