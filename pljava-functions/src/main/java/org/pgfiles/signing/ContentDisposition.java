package org.pgfiles.signing;

import java.nio.charset.StandardCharsets;

/**
 * The Content-Disposition header of RFC 6266: a quoted ASCII name for every client and, where that is not the whole name, the
 * UTF-8 one of RFC 5987 (now RFC 8187) after it, which wins in clients that know it.
 */
final class ContentDisposition {
    private ContentDisposition() {}

    /**
     * A header value in ASCII. What separates directories or controls a terminal is no part of a file name and becomes an
     * underscore; an empty name leaves the type alone.
     *
     * @param type {@code attachment} or {@code inline}
     */
    static String of(String type, String fileName) {
        if (fileName.isEmpty()) {
            return type;
        }
        StringBuilder name = new StringBuilder(fileName.length());
        StringBuilder fallback = new StringBuilder(fileName.length());
        for (int i = 0; i < fileName.length(); ) {
            int c = fileName.codePointAt(i);
            i += Character.charCount(c);
            boolean unsafe = c < ' ' || (c >= 0x7f && c < 0xa0) || c == '/' || c == '\\';
            name.appendCodePoint(unsafe ? '_' : c);
            // Some clients take a percent sign in the quoted form for an escape, and quotes differently (RFC 6266
            // appendix D).
            fallback.append(unsafe || c > '~' || c == '"' || c == '%' ? '_' : (char) c);
        }
        String quoted = type + "; filename=\"" + fallback + "\"";
        if (name.compareTo(fallback) == 0) {
            return quoted;
        }
        byte[] utf8 = name.toString().getBytes(StandardCharsets.UTF_8);
        Bytes encoded = new Bytes(3 * utf8.length);
        PercentEncoding.addValue(encoded, utf8, 0, utf8.length);
        return quoted + "; filename*=UTF-8''" + encoded;
    }
}
