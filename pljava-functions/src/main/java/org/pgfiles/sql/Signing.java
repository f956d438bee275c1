package org.pgfiles.sql;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.signing.Bytes;
import org.pgfiles.signing.Fields;
import org.pgfiles.signing.PostForm;
import org.pgfiles.signing.Presigner;
import org.pgfiles.signing.Profile;
import org.pgfiles.signing.Workspace;

/**
 * Signing for SQL. A profile is one line, and so is each request; their fields are parted by tabs and escaped as COPY does. An
 * error comes back as text that begins with an exclamation mark, see {@link Guard}. Named classes instead of lambdas: the first
 * lambda of a JVM costs more than the first thousand URLs.
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
     * Signs 1..10,000 requests, one line each: one URL per line, in the same order. A request that is wrong gets its error in
     * place of the URL.
     *
     * @param profile see {@link Profile#parse}
     * @param requests see {@link Presigner#presign}
     */
    public static String presign(String profile, String requests) {
        return Guard.text(new Supplier<String>() {
            @Override
            public String get() {
                return Signing.sign(profile, requests.getBytes(StandardCharsets.UTF_8))
                        .toString();
            }
        });
    }

    /** The same as {@link #presign} from UTF-8 to UTF-8, which saves a large text two conversions. */
    public static byte[] presignBatch(String profile, byte[] requests) {
        BytesResult call = new BytesResult(profile, requests);
        String error = Guard.text(call);
        return error.isEmpty() ? call.result : error.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Signs a form with which a browser uploads one file: its URL, then pairs of name and value in the order in which they must
     * be sent, before the file; all parted by tabs and escaped.
     *
     * @param profile see {@link Profile#parse}
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

    private static Bytes sign(String profile, byte[] requests) {
        Presigner presigner = presigner(profile);
        int end = requests.length > 0 && requests[requests.length - 1] == '\n' ? requests.length - 1 : requests.length;
        if (end == 0) {
            throw wrongNumber(0);
        }
        Workspace space =
                presigner.workspace(TYPICAL_URL_BYTES + (int) Math.min(TYPICAL_GROWTH * (long) end, MAX_START));
        Bytes out = space.url();
        Line line = new Line(presigner, space);
        int lines = 0;
        for (int at = 0; at <= end; lines++) {
            if (lines == MAX_LINES) {
                throw wrongNumber(countLines(requests, end));
            }
            if (lines > 0) {
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

    private static int countLines(byte[] requests, int end) {
        int lines = 1;
        for (int i = 0; i < end; i++) {
            lines += requests[i] == '\n' ? 1 : 0;
        }
        return lines;
    }

    private static PgfilesException wrongNumber(int received) {
        return new PgfilesException(
                ErrorCode.INVALID_ARGUMENT,
                "requests: 1.." + MAX_LINES + " lines; received " + received,
                "sign in several calls");
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
        private final Fields fields = new Fields();
        private final Presigner presigner;
        private final Workspace space;

        Line(Presigner presigner, Workspace space) {
            this.presigner = presigner;
            this.space = space;
        }

        @Override
        public String get() {
            fields.decode();
            presigner.presign(fields, space);
            return "";
        }
    }

    /** Lets bytes pass through a guard that speaks text. */
    private static final class BytesResult implements Supplier<String> {
        private final String profile;
        private final byte[] requests;
        private byte[] result = new byte[0];

        BytesResult(String profile, byte[] requests) {
            this.profile = profile;
            this.requests = requests;
        }

        @Override
        public String get() {
            result = Signing.sign(profile, requests).toByteArray();
            return "";
        }
    }
}
