package org.pgfiles.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * One EXIF segment as a phone writes it: in the Berlin Philharmonie, upright phone (orientation 6), summer time. Written
 * byte by byte, so that what the product reads is not what the product's own library wrote. TIFF 6.0, section 2, and
 * EXIF 2.32, section 4.6.
 */
final class ExifSegment {
    static final double LATITUDE = 52.0 + 30 / 60.0 + 36 / 3600.0;
    static final double LONGITUDE = 13.0 + 22 / 60.0 + 12 / 3600.0;
    static final double ALTITUDE = 34.5;

    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int BYTE = 1;

    /** A tag of a directory; values of more than four bytes follow the directory. */
    // Never compared with another, so that an array does no harm.
    @SuppressWarnings("ArrayRecordComponent")
    private record Tag(int id, int type, int count, byte[] value) {}

    private ExifSegment() {}

    /** Puts the segment where cameras have it, right after the JPEG's first marker. */
    static byte[] insertInto(byte[] jpeg) {
        byte[] tiff = tiff();
        ByteBuffer out = ByteBuffer.allocate(jpeg.length + tiff.length + 10);
        out.put(jpeg, 0, 2);
        out.putShort((short) 0xFFE1).putShort((short) (tiff.length + 8)).put("Exif\0\0".getBytes(US_ASCII));
        out.put(tiff).put(jpeg, 2, jpeg.length - 2);
        return out.array();
    }

    private static byte[] tiff() {
        byte[] header = ByteBuffer.allocate(8)
                .put("MM".getBytes(US_ASCII))
                .putShort((short) 42)
                .putInt(8)
                .array();
        // The main directory's size does not depend on where the others begin, so it is built twice.
        int exifAt = header.length + main(0, 0).length;
        byte[] exif = directory(
                exifAt,
                List.of(
                        rationals(0x829A, 1, 250),
                        rationals(0x829D, 18, 10),
                        new Tag(0x8827, SHORT, 1, new byte[] {0, 100}),
                        text(0x9003, "2024:07:14 12:30:45"),
                        text(0x9011, "+02:00"),
                        rationals(0x920A, 47, 10),
                        text(0xA434, "Wide 26mm f/1.8")));
        int gpsAt = exifAt + exif.length;
        byte[] gps = directory(
                gpsAt,
                List.of(
                        text(0x0001, "N"),
                        rationals(0x0002, 52, 1, 30, 1, 36, 1),
                        text(0x0003, "E"),
                        rationals(0x0004, 13, 1, 22, 1, 12, 1),
                        new Tag(0x0005, BYTE, 1, new byte[] {0}),
                        rationals(0x0006, 345, 10)));
        return concat(header, main(exifAt, gpsAt), exif, gps);
    }

    private static byte[] main(int exifAt, int gpsAt) {
        return directory(
                8,
                List.of(
                        text(0x010F, "Fairphone"),
                        text(0x0110, "FP5"),
                        new Tag(0x0112, SHORT, 1, new byte[] {0, 6}),
                        pointer(0x8769, exifAt),
                        pointer(0x8825, gpsAt)));
    }

    private static byte[] directory(int at, List<Tag> tags) {
        int valuesAt = at + 2 + 12 * tags.size() + 4;
        ByteBuffer entries = ByteBuffer.allocate(valuesAt - at).putShort((short) tags.size());
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        for (Tag tag : tags) {
            int size = tag.value.length;
            entries.putShort((short) tag.id).putShort((short) tag.type).putInt(tag.count);
            if (size <= 4) {
                entries.put(tag.value).position(entries.position() + 4 - size);
            } else {
                entries.putInt(valuesAt + values.size());
                values.writeBytes(tag.value);
                // Values begin on even offsets.
                values.writeBytes(new byte[size % 2]);
            }
        }
        return concat(entries.array(), values.toByteArray());
    }

    private static Tag text(int id, String text) {
        byte[] value = (text + "\0").getBytes(US_ASCII);
        return new Tag(id, ASCII, value.length, value);
    }

    private static Tag pointer(int id, int at) {
        return new Tag(id, LONG, 1, ByteBuffer.allocate(4).putInt(at).array());
    }

    private static Tag rationals(int id, int... parts) {
        ByteBuffer value = ByteBuffer.allocate(4 * parts.length);
        for (int part : parts) {
            value.putInt(part);
        }
        return new Tag(id, RATIONAL, parts.length / 2, value.array());
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
