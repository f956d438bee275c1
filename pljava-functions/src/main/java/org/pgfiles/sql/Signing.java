package org.pgfiles.sql;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.signing.Bytes;
import org.pgfiles.signing.Call;
import org.pgfiles.signing.Fields;
import org.pgfiles.signing.PostForm;
import org.pgfiles.signing.Presigner;
import org.pgfiles.signing.Profile;
import org.pgfiles.signing.Workspace;

/**
 * Signing for SQL. A profile is one line, and so is each request; their fields are parted by tabs and escaped as COPY does. What
 * all requests of a call share, above all the method, is an argument and no text; and the caller says how many requests there
 * are, so that a line feed in a field can never become one more. An error comes back as text that begins with an exclamation
 * mark, see {@link Guard}. Named classes instead of lambdas: the first lambda of a JVM costs more than the first thousand URLs.
 */
public final class Signing {
    private static final int MAX_LINES = 10_000;
    private static final int TYPICAL_URL_BYTES = 512;

    /** A URL is some six times as long as its request. */
    private static final int TYPICAL_GROWTH = 6;

    private static final int MAX_START = 8 << 20;

    /** The last profile and what was prepared for it. One reference in one write, so threads need no lock. */
    private static volatile @Nullable Prepared last;

    private Signing() {}

    /**
     * Signs requests of one method, one line each: one URL per line, in the same order, UTF-8 in and out. A request that is wrong
     * gets its error in place of the URL.
     *
     * @param profile see {@link Profile#parse}
     * @param method GET, HEAD, PUT, POST or DELETE
     * @param expiresIn seconds that the URLs live, 1..604,800
     * @param lines how many requests there are, 1..10,000; any other number of lines is an error
     * @param requests of each the key, then pairs of name and value, see {@link Presigner#presign(Fields, Workspace)}
     */
    public static byte[] sign(String profile, String method, int expiresIn, int lines, byte[] requests) {
        return bytes(new Signed(profile, requests, lines, new OfMethod(method, expiresIn)));
    }

    /** The same for downloads and nothing else: GETs whose lines are key, {@code download} or {@code inline}, file name. */
    public static byte[] signDownloads(String profile, int expiresIn, int lines, byte[] requests) {
        return bytes(new Signed(profile, requests, lines, new OfDownloads(expiresIn)));
    }

    /** One download, as text. */
    static String signDownload(String profile, int expiresIn, String request) {
        Signed work = new Signed(profile, request.getBytes(StandardCharsets.UTF_8), 1, new OfDownloads(expiresIn));
        String error = Guard.text(work);
        return error.isEmpty() ? work.result.toString() : error;
    }

    /**
     * Signs a form with which a browser uploads one file of {@code leastBytes} to {@code mostBytes}: its URL, then pairs of name
     * and value in the order in which they must be sent, before the file; all parted by tabs and escaped.
     *
     * @param profile see {@link Profile#parse}
     * @param expiresIn seconds that the form lives, 1..604,800
     * @param request the key, then pairs of name and value of further fields
     */
    public static String signForm(String profile, int expiresIn, long leastBytes, long mostBytes, String request) {
        int keyEnd = request.indexOf('\t');
        String key = keyEnd < 0 ? request : request.substring(0, keyEnd);
        String pairs = keyEnd < 0 ? "" : request.substring(keyEnd);
        return signPostPolicy(profile, expiresIn + "\t" + key + "\texact\t" + leastBytes + "\t" + mostBytes + pairs);
    }

    /**
     * Signs 1..10,000 requests that say all themselves, one line each.
     *
     * @param requests see {@link Presigner#presign(Fields, Workspace)}
     */
    public static String presign(String profile, String requests) {
        return new String(presignBatch(profile, requests.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    /** The same as {@link #presign} from UTF-8 to UTF-8, which saves a large text two conversions. */
    public static byte[] presignBatch(String profile, byte[] requests) {
        return bytes(new Signed(profile, requests, 0, null));
    }

    /**
     * Signs a form that says all in its line, see {@link #signForm}.
     *
     * @param request see {@link PostForm#sign}
     */
    public static String signPostPolicy(String profile, String request) {
        return Guard.text(new Supplier<String>() {
            @Override
            public String get() {
                return PostForm.sign(Profile.parse(profile), Fields.ofLine(request));
            }
        });
    }

    private static byte[] bytes(Signed work) {
        String error = Guard.text(work);
        return error.isEmpty() ? work.result.toByteArray() : error.getBytes(StandardCharsets.UTF_8);
    }

    private static int countLines(byte[] requests, int end) {
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

    private record OfMethod(String method, int expiresIn) implements Supplier<Call> {
        @Override
        public Call get() {
            return Call.of(method, expiresIn);
        }
    }

    private record OfDownloads(int expiresIn) implements Supplier<Call> {
        @Override
        public Call get() {
            return Call.ofDownloads(expiresIn);
        }
    }

    /** One request at a time, so that an error of one is no error of the others; nothing is text if all is well. */
    private static final class Line implements Supplier<String> {
        private final Fields fields = new Fields();
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

    /** Lets bytes pass through a guard that speaks text. */
    private static final class Signed implements Supplier<String> {
        private final String profile;
        private final byte[] requests;
        private final int asked;
        private final @Nullable Supplier<Call> call;
        private Bytes result = new Bytes(0);

        /**
         * @param asked the number of requests, or 0 for as many as there are lines
         * @param call what they share, or null if each says all itself
         */
        Signed(String profile, byte[] requests, int asked, @Nullable Supplier<Call> call) {
            this.profile = profile;
            this.requests = requests;
            this.asked = asked;
            this.call = call;
        }

        @Override
        public String get() {
            result = sign();
            return "";
        }

        private Bytes sign() {
            boolean isCounted = call != null;
            int end = requests.length;
            if (!isCounted && end > 0 && requests[end - 1] == '\n') {
                end--;
            }
            int count = end == 0 ? 0 : countLines(requests, end);
            if (count < 1 || count > MAX_LINES || (isCounted && count != asked)) {
                throw new PgfilesException(
                        ErrorCode.INVALID_ARGUMENT,
                        "requests: " + (isCounted ? asked + " of " : "") + "1.." + MAX_LINES + " lines; received "
                                + count,
                        isCounted ? "escape each field, and sign in several calls" : "sign in several calls");
            }
            Presigner presigner = presigner(profile);
            Workspace space =
                    presigner.workspace(TYPICAL_URL_BYTES + (int) Math.min(TYPICAL_GROWTH * (long) end, MAX_START));
            Bytes out = space.url();
            Line line = new Line(presigner, call == null ? null : call.get(), space);
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
    }
}
