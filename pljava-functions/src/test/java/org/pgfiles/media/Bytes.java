package org.pgfiles.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Builds files byte by byte. */
public final class Bytes {
    private Bytes() {}

    /** Texts as Latin-1, byte arrays as they are, integers as four bytes, shorts as two, bytes as one. */
    public static byte[] of(ByteOrder order, Object... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Object part : parts) {
            byte[] bytes;
            if (part instanceof byte[] array) {
                bytes = array;
            } else if (part instanceof Integer number) {
                bytes = ByteBuffer.allocate(4).order(order).putInt(number).array();
            } else if (part instanceof Short number) {
                bytes = ByteBuffer.allocate(2).order(order).putShort(number).array();
            } else if (part instanceof Byte number) {
                bytes = new byte[] {number};
            } else {
                bytes = part.toString().getBytes(ISO_8859_1);
            }
            all.write(bytes, 0, bytes.length);
        }
        return all.toByteArray();
    }

    public static byte[] bigEndian(Object... parts) {
        return of(ByteOrder.BIG_ENDIAN, parts);
    }

    public static byte[] littleEndian(Object... parts) {
        return of(ByteOrder.LITTLE_ENDIAN, parts);
    }

    /** A PNG of these chunks. */
    public static byte[] png(byte[]... chunks) {
        return bigEndian("\u0089PNG\r\n\u001a\n", bigEndian((Object[]) chunks));
    }

    /** A PNG's chunk with its length and checksum. */
    public static byte[] chunk(String type, byte[] data) {
        byte[] body = bigEndian(type, data);
        CRC32 crc = new CRC32();
        crc.update(body);
        return bigEndian(data.length, body, (int) crc.getValue());
    }

    /** A PNG's header: eight bits, red, green and blue. */
    public static byte[] header(int width, int height) {
        return chunk("IHDR", bigEndian(width, height, new byte[] {8, 2, 0, 0, 0}));
    }

    /** So many zero bytes, compressed. */
    public static byte[] deflatedZeros(long count) {
        Deflater deflater = new Deflater(9);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] zeros = new byte[1 << 16];
        byte[] buffer = new byte[1 << 16];
        for (long left = count; left > 0; left -= zeros.length) {
            deflater.setInput(zeros, 0, (int) Math.min(left, zeros.length));
            drain(deflater, buffer, all);
        }
        deflater.finish();
        drain(deflater, buffer, all);
        deflater.end();
        return all.toByteArray();
    }

    private static void drain(Deflater deflater, byte[] buffer, ByteArrayOutputStream all) {
        for (int n = deflater.deflate(buffer); n > 0; n = deflater.deflate(buffer)) {
            all.write(buffer, 0, n);
        }
    }

    /** A TIFF (big-endian) whose one directory has these entries: tag, type, count, value, tag, type and so on. */
    public static byte[] tiff(int next, byte[] data, int... entries) {
        ByteBuffer file = ByteBuffer.allocate(8 + 2 + entries.length * 3 + 4 + data.length);
        file.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(8);
        file.putShort((short) (entries.length / 4));
        for (int i = 0; i < entries.length; i += 4) {
            file.putShort((short) entries[i]).putShort((short) entries[i + 1]).putInt(entries[i + 2]);
            if (entries[i + 1] == 3 && entries[i + 2] == 1) {
                file.putShort((short) entries[i + 3]).putShort((short) 0);
            } else {
                file.putInt(entries[i + 3]);
            }
        }
        return file.putInt(next).put(data).array();
    }

    /** The least of ISO 23008-12: one item "Exif" and where it is, so many bytes behind all else. */
    public static byte[] heic(byte[] tiff, int gap) {
        byte[] entry = bigEndian(21, "infe", 2 << 24, (short) 7, (short) 0, "Exif", (byte) 0);
        byte[] items = bigEndian(14 + entry.length, "iinf", 0, (short) 1, entry);
        int at = 20 + 12 + items.length + 30 + gap;
        byte[] places = bigEndian(
                30, "iloc", 0, (short) 0x4400, (short) 1, (short) 7, (short) 0, (short) 1, at + 8, tiff.length + 4);
        byte[] meta = bigEndian(12 + items.length + places.length, "meta", 0, items, places);
        byte[] data = bigEndian(tiff.length + 12 + gap, "mdat", new byte[gap], 0, tiff);
        return bigEndian(20, "ftypheic", 0, "mif1", meta, data);
    }

    /** A WebP without losses (VP8L) of four plain quarters: red and green above, blue and white below. */
    public static byte[] webpQuarters(int width, int height) {
        StringBuilder bits = new StringBuilder();
        append(bits, width - 1, 14);
        append(bits, height - 1, 14);
        append(bits, 0, 1 + 3 + 1 + 1 + 1); // No alpha, version 0, no transform, no colour cache, one set of codes.
        for (int channel = 0; channel < 3; channel++) {
            append(bits, 0b1_1_1, 3); // A simple code of two symbols, the first with eight bits:
            append(bits, 0, 8);
            append(bits, 255, 8);
        }
        append(bits, 0b1_0_1, 3);
        append(bits, 255, 8); // Alpha is always 255.
        append(bits, 0b0001, 4); // There are no distances.
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean left = x < width / 2;
                boolean top = y < height / 2;
                bits.append(left ? '0' : '1').append(top == left ? '1' : '0').append(top ? '0' : '1');
            }
        }
        byte[] stream = new byte[bits.length() / 8 + 2];
        stream[0] = 0x2f;
        for (int i = 0; i < bits.length(); i++) {
            stream[1 + i / 8] |= (byte) ((bits.charAt(i) - '0') << i % 8);
        }
        byte[] padded = stream.length % 2 == 0 ? stream : bigEndian(stream, (byte) 0);
        return littleEndian("RIFF", 12 + padded.length, "WEBPVP8L", stream.length, padded);
    }

    private static void append(StringBuilder bits, int value, int count) {
        for (int i = 0; i < count; i++) {
            bits.append(value >> i & 1);
        }
    }
}
