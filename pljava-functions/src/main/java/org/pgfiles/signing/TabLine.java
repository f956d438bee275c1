package org.pgfiles.signing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One line of tab-separated fields in UTF-8, escaped as PostgreSQL's COPY text format does: {@code \\ \t \n \r}, and
 * {@code \b \f \v}, which COPY writes too. Reused from line to line; never changes the bytes it reads.
 */
final class TabLine {
    private static final String ESCAPES = "\\tnrbfv";
    private static final String PLAIN = "\\\t\n\r\b\f\u000b";

    private byte[] data = new byte[0];
    private int[] from = new int[24];
    private int[] to = new int[24];
    private int count;
    private boolean isEscaped;
    private boolean isAscii;

    /** The fields of a text that must be one line. */
    static TabLine ofLine(String line) {
        byte[] source = line.getBytes(StandardCharsets.UTF_8);
        TabLine fields = new TabLine();
        if (fields.scan(source, 0, source.length) <= source.length) {
            throw Invalid.argument("one line expected; received more than one", "escape a line break as \\n");
        }
        fields.decode();
        return fields;
    }

    /**
     * Finds the fields of the line that starts at {@code start}. They count as read after {@link #decode}.
     *
     * @return where the next line starts; beyond {@code end} if this was the last one
     */
    int scan(byte[] source, int start, int end) {
        data = source;
        count = 0;
        isEscaped = false;
        isAscii = true;
        int fieldStart = start;
        int at = start;
        for (; at < end; at++) {
            byte b = source[at];
            if (b > '\r' && b != '\\') {
                continue;
            }
            if (b == '\t') {
                put(fieldStart, at);
                fieldStart = at + 1;
            } else if (b == '\n') {
                break;
            } else if (b == '\\') {
                isEscaped = true;
            } else if (b < 0) {
                isAscii = false;
            }
        }
        put(fieldStart, at);
        return at + 1;
    }

    /** Checks the scanned line's UTF-8 and replaces its escapes. */
    void decode() {
        if (!isAscii) {
            checkUtf8();
        }
        if (isEscaped) {
            unescape();
        }
    }

    /** A field with its escapes. */
    static String escaped(String field) {
        StringBuilder result = new StringBuilder(field.length() + 8);
        escape(result, field);
        return result.toString();
    }

    /** Appends a field with its escapes. */
    static void escape(StringBuilder target, String field) {
        for (int i = 0; i < field.length(); i++) {
            int letter = PLAIN.indexOf(field.charAt(i));
            if (letter < 0) {
                target.append(field.charAt(i));
            } else {
                target.append('\\').append(ESCAPES.charAt(letter));
            }
        }
    }

    int count() {
        return count;
    }

    byte[] data() {
        return data;
    }

    int from(int index) {
        return from[index];
    }

    int to(int index) {
        return to[index];
    }

    int length(int index) {
        return to[index] - from[index];
    }

    String text(int index) {
        return new String(data, from[index], length(index), StandardCharsets.UTF_8);
    }

    boolean is(int index, byte[] expected) {
        return compare(data, from[index], to[index], expected, 0, expected.length) == 0;
    }

    /** The order of two names. They differ early, where a loop is faster than {@link Arrays#compare}. */
    static int compare(byte[] left, int leftFrom, int leftTo, byte[] right, int rightFrom, int rightTo) {
        int shorter = Math.min(leftTo - leftFrom, rightTo - rightFrom);
        for (int i = 0; i < shorter; i++) {
            int order = left[leftFrom + i] - right[rightFrom + i];
            if (order != 0) {
                return order;
            }
        }
        return (leftTo - leftFrom) - (rightTo - rightFrom);
    }

    /** A decimal number within both limits: digits alone, without leading zeros, so that its bytes can stand for it. */
    long number(int index, long min, long max, String name) {
        long value = 0;
        int digits = length(index);
        boolean valid = digits == 1 || (digits > 1 && digits <= 18 && data[from[index]] != '0');
        for (int i = from[index]; valid && i < to[index]; i++) {
            valid = data[i] >= '0' && data[i] <= '9';
            value = 10 * value + data[i] - '0';
        }
        if (!valid || value < min || value > max) {
            throw Invalid.argument(
                    name + ": " + min + ".." + max + "; received " + Invalid.shown(text(index)),
                    "give a whole number within the limits");
        }
        return value;
    }

    private void put(int start, int end) {
        if (count == from.length) {
            from = Arrays.copyOf(from, 2 * count);
            to = Arrays.copyOf(to, 2 * count);
        }
        from[count] = start;
        to[count++] = end;
    }

    /** Malformed bytes do not survive a decoding and an encoding. */
    private void checkUtf8() {
        int start = from[0];
        int end = to[count - 1];
        byte[] again = new String(data, start, end - start, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        if (!Arrays.equals(data, start, end, again, 0, again.length)) {
            throw Invalid.argument("encoding: UTF-8; received bytes that are not", "use convert_to(..., 'UTF8')");
        }
    }

    private void unescape() {
        byte[] plain = new byte[to[count - 1] - from[0]];
        int length = 0;
        for (int field = 0; field < count; field++) {
            int start = length;
            for (int i = from[field]; i < to[field]; i++) {
                byte b = data[i];
                if (b == '\\') {
                    i++;
                    b = i < to[field] ? unescaped(data[i]) : 0;
                    if (b == 0) {
                        throw Invalid.argument(
                                "escapes: \\\\ \\t \\n \\r \\b \\f \\v; received another after a backslash",
                                "double each backslash");
                    }
                }
                plain[length++] = b;
            }
            from[field] = start;
            to[field] = length;
        }
        data = plain;
    }

    private static byte unescaped(byte letter) {
        int at = ESCAPES.indexOf(letter);
        return at < 0 ? 0 : (byte) PLAIN.charAt(at);
    }
}
