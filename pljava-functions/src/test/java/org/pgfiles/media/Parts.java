package org.pgfiles.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** What image files are made of: segments, chunks, blocks, boxes and entries, each from its first byte to behind its last. */
final class Parts {
    private static final List<String> BOXES_OF_BOXES =
            List.of("meta", "iprp", "ipco", "iinf", "moov", "trak", "mdia", "minf", "stbl");

    private final byte[] file;
    private final List<Part> parts = new ArrayList<>();

    record Part(int from, int to) {
        int length() {
            return to - from;
        }
    }

    private Parts(byte[] file) {
        this.file = file;
    }

    /** None for a format without any, or from where they cannot be followed. */
    static List<Part> of(byte[] file) {
        Parts found = new Parts(file);
        try {
            found.find();
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            // A file that ends within a part, or says that it does: those before it count.
        }
        return found.parts;
    }

    private void find() {
        String head = new String(file, 0, Math.min(16, file.length), ISO_8859_1);
        if (head.startsWith("\u00ff\u00d8")) {
            jpegSegments();
        } else if (head.startsWith("\u0089PNG")) {
            chunks(8, ByteOrder.BIG_ENDIAN, 12, 0);
        } else if (head.startsWith("RIFF")) {
            chunks(12, ByteOrder.LITTLE_ENDIAN, 8, 4);
        } else if (head.startsWith("GIF8")) {
            gifBlocks();
        } else if (head.startsWith("II") || head.startsWith("MM")) {
            tiffEntries(0);
        } else if (head.startsWith("ftyp", 4)) {
            boxes(0, file.length);
        }
    }

    private void add(int from, int to) {
        if (from >= to || to > file.length) {
            throw new IndexOutOfBoundsException(to);
        }
        parts.add(new Part(from, to));
    }

    private void jpegSegments() {
        int at = 2;
        while (at + 4 <= file.length) {
            int marker = file[at + 1] & 0xff;
            int end = at + 2 + number(at + 2, 2, ByteOrder.BIG_ENDIAN);
            add(at, end);
            if (marker == 0xe1 && new String(file, at + 4, 4, ISO_8859_1).equals("Exif")) {
                nested(at + 10);
            }
            if (marker == 0xda) { // A scan's data have no length.
                int scan = end;
                while (end + 1 < file.length && (file[end] != -1 || file[end + 1] == 0 || isRestart(file[end + 1]))) {
                    end++;
                }
                add(scan, end);
            }
            at = end;
        }
    }

    private static boolean isRestart(byte marker) {
        return (marker & 0xf8) == 0xd0;
    }

    private void chunks(int start, ByteOrder order, int around, int lengthAt) {
        for (int at = start; at + 8 <= file.length; ) {
            int length = number(at + lengthAt, 4, order);
            int end = at + around + length + (order == ByteOrder.LITTLE_ENDIAN ? length % 2 : 0);
            add(at, end);
            String type = new String(file, at + 4 - lengthAt, 4, ISO_8859_1);
            if (type.equals("eXIf") || type.equals("EXIF")) {
                nested(at + 8);
            }
            at = end;
        }
    }

    private void gifBlocks() {
        int at = 13 + colours(file[10]);
        add(6, at);
        while (file[at] != 0x3b) {
            int from = at;
            at += file[from] == 0x2c ? 10 + colours(file[from + 9]) + 1 : 2;
            while (file[at] != 0) {
                at += 1 + (file[at] & 0xff);
            }
            at++;
            add(from, at);
        }
    }

    private static int colours(byte flags) {
        return flags < 0 ? 3 << ((flags & 7) + 1) : 0;
    }

    private void boxes(int from, int to) {
        for (int at = from; at + 8 <= to; ) {
            int length = number(at, 4, ByteOrder.BIG_ENDIAN);
            int end = length == 0 ? to : at + length;
            add(at, end);
            String type = new String(file, at + 4, 4, ISO_8859_1);
            if (BOXES_OF_BOXES.contains(type)) {
                boxes(at + (type.equals("meta") ? 12 : type.equals("iinf") ? 14 : 8), end);
            }
            at = end;
        }
    }

    /** What does not lead anywhere within a part ends that, not its file. */
    private void nested(int tiff) {
        try {
            tiffEntries(tiff);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            // The next segment is where its length says.
        }
    }

    private void tiffEntries(int start) {
        ByteOrder order = file[start] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        directory(start, start + number(start + 4, 4, order), order, 0);
    }

    private void directory(int start, int at, ByteOrder order, int depth) {
        int count = number(at, 2, order);
        for (int i = 0; i < Math.min(count, 200); i++) {
            int entry = at + 2 + 12 * i;
            add(entry, entry + 12);
            int tag = number(entry, 2, order);
            if (depth < 3 && (tag == 0x8769 || tag == 0x8825 || tag == 0x14a)) {
                directory(start, start + number(entry + 8, 4, order), order, depth + 1);
            }
        }
        int next = number(at + 2 + 12 * count, 4, order);
        if (next > 0 && depth < 3) {
            directory(start, start + next, order, depth + 1);
        }
    }

    private int number(int at, int bytes, ByteOrder order) {
        ByteBuffer buffer = ByteBuffer.wrap(file).order(order);
        int value = bytes == 2 ? buffer.getShort(at) & 0xffff : buffer.getInt(at);
        if (value < 0) {
            throw new IllegalArgumentException("longer than any file");
        }
        return value;
    }
}
