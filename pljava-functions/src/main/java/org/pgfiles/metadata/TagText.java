package org.pgfiles.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.drew.metadata.Directory;
import com.drew.metadata.StringValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/** EXIF texts as PostgreSQL can store them. */
final class TagText {
    static final int MAX_CHARS = 500;

    private TagText() {}

    /** A tag's text, at most {@value #MAX_CHARS} characters of it, or null if it is absent, empty or no text. */
    static @Nullable String of(@Nullable Directory directory, int tag) {
        String text = directory == null ? null : printable(directory.getObject(tag));
        return text == null ? null : cut(text, MAX_CHARS);
    }

    /** Text, number, or a short list of them; null for anything else and for what is blank. */
    static @Nullable String printable(@Nullable Object value) {
        if (value instanceof StringValue text) {
            return clean(decode(text.getBytes()));
        }
        if (value == null || value instanceof byte[]) {
            return null;
        }
        return clean(value.toString());
    }

    /**
     * Without control characters (a zero character cannot be stored in PostgreSQL at all), without half surrogate
     * pairs, and trimmed; null if nothing is left.
     */
    static @Nullable String clean(String text) {
        return isPlain(text) ? blankToNull(text.strip()) : cleanSlowly(text);
    }

    /** Printable ASCII, as nearly all texts of cameras are. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String cleanSlowly(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .map(c -> Character.getType(c) == Character.SURROGATE ? '?' : c)
                .forEach(clean::appendCodePoint);
        return blankToNull(clean.toString().strip());
    }

    private static @Nullable String blankToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** The beginning of a text, never through the middle of a character. */
    static String cut(String text, int chars) {
        if (text.length() <= chars) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(chars - 1)) ? chars - 1 : chars;
        return text.substring(0, end);
    }

    /** EXIF says ASCII and cameras write UTF-8 or Latin-1; the text ends at its first zero byte. */
    private static String decode(byte[] bytes) {
        int end = 0;
        boolean isAscii = true;
        while (end < bytes.length && bytes[end] != 0) {
            isAscii &= bytes[end] > 0;
            end++;
        }
        if (isAscii) {
            return new String(bytes, 0, end, ISO_8859_1); // The same, and much faster.
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, end)).toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, 0, end, ISO_8859_1);
        }
    }
}
