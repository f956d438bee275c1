package org.pgfiles.signing;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Download URLs in computed columns, one call per row. What is the same for all rows of a query, the profile and the
 * caller's part of the bucket, is opened once and kept for the seconds in which it gives the same URLs; a row then costs one
 * crossing into Java and no look-up in SQL.
 *
 * <p>Kept under a scope, which SQL makes of the bucket and the caller's claims: a backend serves many callers, and none
 * ever gets what was opened for another.
 */
public final class ColumnScopes {
    private static final int MAX_OPEN = 32;

    /** Browsers never show it, whatever the bytes look like. */
    private static final String NO_TYPE = "application/octet-stream";

    private static final Map<String, Opened> OPEN = new LinkedHashMap<>();

    private ColumnScopes() {}

    /**
     * Opens a scope.
     *
     * @param keyPrefix {@link #url} signs no other keys in this scope; null: none at all
     * @param profile see {@link Profile#parse}
     * @param expiresIn seconds that a URL lives
     * @param validUntil Unix time in seconds at which the scope must be opened anew
     */
    public static String open(
            String scope, @Nullable String keyPrefix, String profile, int expiresIn, long validUntil) {
        synchronized (OPEN) {
            if (OPEN.size() >= MAX_OPEN) {
                OPEN.clear();
            }
            OPEN.put(scope, new Opened(keyPrefix, profile, expiresIn, validUntil * 1_000));
        }
        return scope;
    }

    /**
     * Signs the GET of a key; null if the scope is not open or not for this key.
     *
     * @param fileName under which browsers show or save it
     * @param servedType the content type of the answer; empty is the one that is stored. Bytes of no type are saved, all else is
     *     shown
     */
    public static @Nullable String url(String scope, String key, String fileName, String servedType) {
        Opened opened = opened(scope);
        return opened == null || opened.keyPrefix == null || !key.startsWith(opened.keyPrefix)
                ? null
                : sign(opened, key, fileName, servedType);
    }

    /** The same for any key: SQL has asked the file's row whose it is. */
    public static @Nullable String rowUrl(String scope, String key, String fileName, String servedType) {
        Opened opened = opened(scope);
        return opened == null ? null : sign(opened, key, fileName, servedType);
    }

    private static @Nullable Opened opened(String scope) {
        Opened opened;
        synchronized (OPEN) {
            opened = OPEN.get(scope);
        }
        return opened == null || System.currentTimeMillis() >= opened.validUntilMs ? null : opened;
    }

    private static String sign(Opened opened, String key, String fileName, String servedType) {
        String disposition = servedType.equals(NO_TYPE) ? "\tdownload\t" : "\tinline\t";
        String type = servedType.isEmpty() ? "" : "\tq:response-content-type\t" + TabLine.escaped(servedType);
        String request = TabLine.escaped(key) + disposition + TabLine.escaped(fileName) + type;
        return BatchPresigner.ofDownloads(opened.profile, opened.expiresIn, 1, request.getBytes(StandardCharsets.UTF_8))
                .toText();
    }

    private record Opened(@Nullable String keyPrefix, String profile, int expiresIn, long validUntilMs) {
        /** Never the profile, which holds a signing key. */
        @Override
        public String toString() {
            return "Opened";
        }
    }
}
