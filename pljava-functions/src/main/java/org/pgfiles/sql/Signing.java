package org.pgfiles.sql;

import java.nio.charset.StandardCharsets;
import org.pgfiles.session.Interrupts;
import org.pgfiles.signing.BatchPresigner;
import org.pgfiles.signing.PostForm;

/**
 * Signing for SQL. A profile is one line, and so is each request; their fields are parted by tabs and escaped as COPY does. An
 * error comes back as text that begins with an exclamation mark, see {@link org.pgfiles.Guard}.
 */
public final class Signing {
    static {
        Interrupts.areServed();
    }

    private Signing() {}

    /**
     * Signs requests of one method, one line each: one URL per line, in the same order, UTF-8 in and out. A request that is wrong
     * gets its error in place of the URL. See {@link BatchPresigner#ofMethod}.
     */
    public static byte[] sign(String profile, String method, int expiresIn, int lines, byte[] requests) {
        return BatchPresigner.ofMethod(profile, method, expiresIn, lines, requests)
                .toByteArray();
    }

    /** The same for downloads and nothing else. See {@link BatchPresigner#ofDownloads}. */
    public static byte[] signDownloads(String profile, int expiresIn, int lines, byte[] requests) {
        return BatchPresigner.ofDownloads(profile, expiresIn, lines, requests).toByteArray();
    }

    /**
     * Signs a form with which a browser uploads one file of {@code leastBytes} to {@code mostBytes}: its URL, then pairs of name
     * and value in the order in which they must be sent, before the file; all parted by tabs and escaped. See
     * {@link PostForm#ofFile}.
     */
    public static String signForm(String profile, int expiresIn, long leastBytes, long mostBytes, String request) {
        return PostForm.ofFile(profile, expiresIn, leastBytes, mostBytes, request);
    }

    // What version 0.1.0 of the SQL calls.

    /** Signs requests that say all themselves. See {@link BatchPresigner#ofAnything}. */
    public static String presign(String profile, String requests) {
        return new String(presignBatch(profile, requests.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    /** The same from UTF-8 to UTF-8, which saves a large text two conversions. */
    public static byte[] presignBatch(String profile, byte[] requests) {
        return BatchPresigner.ofAnything(profile, requests).toByteArray();
    }

    /** Signs a form that says all in its line. See {@link PostForm#ofLine}. */
    public static String signPostPolicy(String profile, String request) {
        return PostForm.ofLine(profile, request);
    }
}
