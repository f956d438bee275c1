package org.pgfiles.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes EXIF blocks for tests: a big-endian TIFF with IFD0, the EXIF directory and the GPS directory. Values are set by
 * tag number, so that a test can write what no camera would.
 */
public final class ExifBuilder {
    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;

    private final TreeMap<Integer, Value> main = new TreeMap<>();
    private final TreeMap<Integer, Value> photo = new TreeMap<>();
    private final TreeMap<Integer, Value> gps = new TreeMap<>();

    @SuppressWarnings("ArrayRecordComponent")
    private record Value(int type, int count, byte[] bytes) {}

    public ExifBuilder camera(String make, String model) {
        main.put(0x010f, ascii(make));
        main.put(0x0110, ascii(model));
        return this;
    }

    public ExifBuilder lens(String model) {
        photo.put(0xa434, ascii(model));
        return this;
    }

    public ExifBuilder orientation(int value) {
        main.put(0x0112, shorts(value));
        return this;
    }

    /** As "2024:05:01 12:00:00". */
    public ExifBuilder captured(String dateTime) {
        photo.put(0x9003, ascii(dateTime));
        return this;
    }

    /** As "+02:00". */
    public ExifBuilder offset(String offset) {
        photo.put(0x9011, ascii(offset));
        return this;
    }

    /** Seconds as a fraction, f-number in tenths, focal length in tenths of a millimetre. */
    public ExifBuilder exposure(int numerator, int denominator, int tenthsOfFNumber, int iso, int tenthsOfMm) {
        photo.put(0x829a, rationals(numerator, denominator));
        photo.put(0x829d, rationals(tenthsOfFNumber, 10));
        photo.put(0x8827, shorts(iso));
        photo.put(0x920a, rationals(tenthsOfMm, 10));
        return this;
    }

    /** Degrees; negative is south and west. */
    public ExifBuilder position(double latitude, double longitude) {
        return text("gps", 1, latitude < 0 ? "S" : "N")
                .rational("gps", 2, sexagesimal(latitude))
                .text("gps", 3, longitude < 0 ? "W" : "E")
                .rational("gps", 4, sexagesimal(longitude));
    }

    public ExifBuilder altitude(int metres) {
        gps.put(5, new Value(1, 1, new byte[] {(byte) (metres < 0 ? 1 : 0)}));
        return rational("gps", 6, Math.abs(metres), 1);
    }

    /** The satellites' clock: "2024:05:01", 10, 0, 30. */
    public ExifBuilder gpsTime(String date, int hour, int minute, int second) {
        return text("gps", 29, date).rational("gps", 7, hour, 1, minute, 1, second, 1);
    }

    /** Any text tag; the directory is main, photo or gps. */
    public ExifBuilder text(String directory, int tag, String text) {
        directory(directory).put(tag, ascii(text));
        return this;
    }

    /** Any text tag, its bytes as given. */
    public ExifBuilder bytes(String directory, int tag, int type, byte... bytes) {
        directory(directory).put(tag, new Value(type, bytes.length, bytes));
        return this;
    }

    /** Any rational tag: numerator, denominator, numerator, denominator and so on. */
    public ExifBuilder rational(String directory, int tag, long... parts) {
        directory(directory).put(tag, rationals(parts));
        return this;
    }

    /** The block as PNG, WebP and TIFF hold it. */
    public byte[] tiff() {
        int photoAt = 8 + size(main, 2);
        int gpsAt = photoAt + size(photo, 0);
        main.put(0x8769, longs(photoAt));
        main.put(0x8825, longs(gpsAt));
        ByteBuffer block = ByteBuffer.allocate(gpsAt + size(gps, 0));
        block.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(8);
        write(block, main);
        write(block, photo);
        write(block, gps);
        main.remove(0x8769);
        main.remove(0x8825);
        return block.array();
    }

    /** A JPEG with this block as its first segment. */
    public byte[] into(byte[] jpeg) {
        return insert(jpeg, 0xe1, concat("Exif\0\0".getBytes(UTF_8), tiff()));
    }

    /** A JPEG with this segment right after its start. */
    public static byte[] insert(byte[] jpeg, int marker, byte[] payload) {
        ByteBuffer file = ByteBuffer.allocate(jpeg.length + payload.length + 4);
        file.put(jpeg, 0, 2).put((byte) 0xff).put((byte) marker).putShort((short) (payload.length + 2));
        return file.put(payload).put(jpeg, 2, jpeg.length - 2).array();
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part, 0, part.length);
        }
        return all.toByteArray();
    }

    private SortedMap<Integer, Value> directory(String name) {
        return switch (name) {
            case "main" -> main;
            case "photo" -> photo;
            case "gps" -> gps;
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static int size(SortedMap<Integer, Value> directory, int more) {
        int size = 2 + 12 * (directory.size() + more) + 4;
        for (Value value : directory.values()) {
            size += value.bytes.length > 4 ? value.bytes.length + value.bytes.length % 2 : 0;
        }
        return size;
    }

    private static void write(ByteBuffer block, SortedMap<Integer, Value> directory) {
        int dataAt = block.position() + 2 + 12 * directory.size() + 4;
        block.putShort((short) directory.size());
        for (var entry : directory.entrySet()) {
            Value value = entry.getValue();
            block.putShort(entry.getKey().shortValue())
                    .putShort((short) value.type)
                    .putInt(value.count);
            int next = block.position() + 4;
            if (value.bytes.length > 4) {
                block.putInt(dataAt).position(dataAt);
                dataAt += value.bytes.length + value.bytes.length % 2;
            }
            block.put(value.bytes).position(next);
        }
        block.putInt(0).position(dataAt);
    }

    private static long[] sexagesimal(double degrees) {
        long hundredths = Math.round(Math.abs(degrees) * 3600 * 100);
        return new long[] {hundredths / 360_000, 1, hundredths / 6_000 % 60, 1, hundredths % 6_000, 100};
    }

    private static Value ascii(String text) {
        byte[] bytes = (text + "\0").getBytes(UTF_8);
        return new Value(ASCII, bytes.length, bytes);
    }

    private static Value shorts(int value) {
        return new Value(
                SHORT, 1, ByteBuffer.allocate(2).putShort((short) value).array());
    }

    private static Value longs(int value) {
        return new Value(LONG, 1, ByteBuffer.allocate(4).putInt(value).array());
    }

    private static Value rationals(long... parts) {
        ByteBuffer bytes = ByteBuffer.allocate(parts.length * 4);
        for (long part : parts) {
            bytes.putInt((int) part);
        }
        return new Value(RATIONAL, parts.length / 2, bytes.array());
    }
}
