package org.pgfiles.signing;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.Guard;
import org.pgfiles.PgfilesException;

/**
 * The requests of one call, one line each, and a URL or an error for each. What all of them share, above all the method, is no
 * text of theirs; and the caller says how many there are, so that a line feed in a field can never become one more. Named
 * classes instead of lambdas: the first lambda of a JVM costs more than the first thousand URLs.
 */
public final class BatchPresigner implements Supplier<String> {
    private static final int MAX_LINES = 10_000;

    private static final int TYPICAL_URL_BYTES = 512;

    /** A URL is some six times as long as its request. */
    private static final int TYPICAL_GROWTH = 6;

    private static final int MAX_START = 8 << 20;

    /** The last profile and what was prepared for it. One reference in one write, so threads need no lock. */
    private static volatile @Nullable Prepared last;

    private final String profile;
    private final byte[] requests;
    private final boolean isCounted;
    private final int asked;
    private final @Nullable String method;
    private final boolean isOfBucket;
    private final int expiresIn;
    private Bytes result = new Bytes(0);

    /**
     * @param isCounted whether the caller says how many requests there are, and what they are
     * @param method null for downloads
     * @param isOfBucket whether the requests are about the bucket itself
     */
    private BatchPresigner(
            String profile,
            byte[] requests,
            boolean isCounted,
            int asked,
            @Nullable String method,
            boolean isOfBucket,
            int expiresIn) {
        this.profile = profile;
        this.requests = requests;
        this.isCounted = isCounted;
        this.asked = asked;
        this.method = method;
        this.isOfBucket = isOfBucket;
        this.expiresIn = expiresIn;
    }

    /**
     * Requests of one method.
     *
     * @param profile see {@link Profile#parse}
     * @param method GET, HEAD, PUT, POST or DELETE
     * @param expiresIn seconds that the URLs live, 1..604,800
     * @param lines how many requests there are, 1..10,000; any other number of lines is an error
     * @param requests UTF-8; of each the key, then pairs of name and value, see {@link Presigner#presign(TabLine, Workspace)}
     */
    public static BatchPresigner ofMethod(String profile, String method, int expiresIn, int lines, byte[] requests) {
        return new BatchPresigner(profile, requests, true, lines, method, false, expiresIn);
    }

    /**
     * One request about the bucket itself, such as its rules. Clients never get one.
     *
     * @param request UTF-8; an empty key, then pairs of name and value
     */
    public static BatchPresigner ofBucket(String profile, String method, int expiresIn, byte[] request) {
        return new BatchPresigner(profile, request, true, 1, method, true, expiresIn);
    }

    /**
     * GETs whose lines are key, {@code download} or {@code inline}, file name, maybe {@code q:response-content-type} and a type, and
     * nothing else.
     */
    public static BatchPresigner ofDownloads(String profile, int expiresIn, int lines, byte[] requests) {
        return new BatchPresigner(profile, requests, true, lines, null, false, expiresIn);
    }

    /** Up to 10,000 requests that say all themselves, see {@link Presigner#presign(TabLine, Workspace)}. */
    public static BatchPresigner ofAnything(String profile, byte[] requests) {
        return new BatchPresigner(profile, requests, false, 0, null, false, 0);
    }

    /** One URL or error per line, in the requests' order, in UTF-8; or the one error of the call. */
    public byte[] toByteArray() {
        String error = Guard.text(this);
        return error.isEmpty() ? result.toByteArray() : error.getBytes(StandardCharsets.UTF_8);
    }

    /** The same as text. */
    public String toText() {
        String error = Guard.text(this);
        return error.isEmpty() ? result.toString() : error;
    }

    /** For {@link Guard}, which speaks text: nothing if all is well. */
    @Override
    public String get() {
        result = sign();
        return "";
    }

    private Bytes sign() {
        int end = requests.length;
        if (!isCounted && end > 0 && requests[end - 1] == '\n') {
            end--;
        }
        int count = end == 0 ? 0 : countLines(end);
        if (count < 1 || count > MAX_LINES || (isCounted && count != asked)) {
            throw new PgfilesException(
                    ErrorCode.INVALID_ARGUMENT,
                    "requests: " + (isCounted ? asked + " of " : "") + "1.." + MAX_LINES + " lines; received " + count,
                    isCounted ? "escape each field, and sign in several calls" : "sign in several calls");
        }
        Presigner presigner = presigner(profile);
        Workspace space =
                presigner.workspace(TYPICAL_URL_BYTES + (int) Math.min(TYPICAL_GROWTH * (long) end, MAX_START));
        Bytes out = space.url();
        Line line = new Line(presigner, call(), space);
        for (int at = 0; at <= end; ) {
            if (at > 0) {
                out.add((byte) '\n');
            }
            int lineStart = out.length();
            at = line.fields.scan(requests, at, end);
            String error = Guard.text(line);
            if (!error.isEmpty()) {
                out.truncate(lineStart);
                out.add(error);
            }
        }
        return out;
    }

    private @Nullable Call call() {
        if (!isCounted) {
            return null;
        }
        if (method == null) {
            return Call.ofDownloads(expiresIn);
        }
        return isOfBucket ? Call.ofBucket(method, expiresIn) : Call.of(method, expiresIn);
    }

    private int countLines(int end) {
        int lines = 1;
        for (int i = 0; i < end; i++) {
            lines += requests[i] == '\n' ? 1 : 0;
        }
        return lines;
    }

    private static Presigner presigner(String profile) {
        Prepared prepared = last;
        if (prepared == null || !prepared.profile.equals(profile)) {
            prepared = new Prepared(profile, new Presigner(Profile.parse(profile)));
            last = prepared;
        }
        return prepared.presigner;
    }

    private record Prepared(String profile, Presigner presigner) {
        /** Never the profile, which holds a signing key. */
        @Override
        public String toString() {
            return "Prepared";
        }
    }

    /** One request at a time, so that an error of one is no error of the others; nothing is text if all is well. */
    private static final class Line implements Supplier<String> {
        private final TabLine fields = new TabLine();
        private final Presigner presigner;
        private final @Nullable Call call;
        private final Workspace space;

        Line(Presigner presigner, @Nullable Call call, Workspace space) {
            this.presigner = presigner;
            this.call = call;
            this.space = space;
        }

        @Override
        public String get() {
            fields.decode();
            if (call == null) {
                presigner.presign(fields, space);
            } else {
                presigner.presign(call, fields, space);
            }
            return "";
        }
    }
}
