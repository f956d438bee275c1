package org.pgfiles.signing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A byte array that grows: each part of a URL is written straight into one, so that signing allocates no parts. */
final class Bytes {
    private static final byte[] LOWER_HEX = ascii("0123456789abcdef");

    private byte[] array;
    private int length;

    Bytes(int capacity) {
        array = new byte[capacity];
    }

    /** The bytes of a text known to be ASCII. */
    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The backing array, valid up to {@link #length} until the next write. */
    byte[] array() {
        return array;
    }

    int length() {
        return length;
    }

    /** Drops everything from {@code length} on. */
    void truncate(int newLength) {
        length = newLength;
    }

    Bytes add(byte value) {
        reserve(1);
        array[length++] = value;
        return this;
    }

    Bytes add(byte[] part) {
        return add(part, 0, part.length);
    }

    Bytes add(byte[] source, int from, int to) {
        int size = to - from;
        reserve(size);
        System.arraycopy(source, from, array, length, size);
        length += size;
        return this;
    }

    Bytes add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Lower-case hexadecimal, two digits a byte. */
    Bytes addHex(byte[] value) {
        reserve(2 * value.length);
        hex(value, array, length);
        length += 2 * value.length;
        return this;
    }

    /** Writes lower-case hexadecimal, two digits a byte, into {@code target} from {@code start} on. */
    static void hex(byte[] value, byte[] target, int start) {
        int at = start;
        for (byte b : value) {
            target[at] = LOWER_HEX[(b >> 4) & 15];
            target[at + 1] = LOWER_HEX[b & 15];
            at += 2;
        }
    }

    /** Makes room for {@code size} more bytes. */
    void reserve(int size) {
        if (array.length - length < size) {
            array = Arrays.copyOf(array, Math.max(2 * array.length, length + size));
        }
    }

    byte[] toByteArray() {
        return Arrays.copyOf(array, length);
    }

    @Override
    public String toString() {
        return new String(array, 0, length, StandardCharsets.UTF_8);
    }
}
