package org.pgfiles.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The few boxes of a HEIC or AVIF file (ISO 23008-12) that locate its EXIF item. No pixel is decoded. A broken file has
 * no EXIF.
 */
final class HeifBoxes {
    private static final int NONE = -1;

    private int exifItem = NONE;
    private @Nullable ByteBuffer exif;

    private HeifBoxes() {}

    static HeifBoxes read(byte[] file) {
        HeifBoxes boxes = new HeifBoxes();
        try {
            ByteBuffer meta = child(ByteBuffer.wrap(file), "meta");
            if (meta != null) {
                meta.getInt(); // version and flags
                boxes.readMeta(meta, file);
            }
        } catch (BufferUnderflowException
                | ArithmeticException
                | IllegalArgumentException
                | IndexOutOfBoundsException e) {
            boxes.exif = null;
        }
        return boxes;
    }

    /** The TIFF block, or null. */
    @Nullable
    ByteBuffer exif() {
        return exif;
    }

    private void readMeta(ByteBuffer meta, byte[] file) {
        ByteBuffer items = child(meta.duplicate(), "iinf");
        ByteBuffer locations = child(meta.duplicate(), "iloc");
        if (items == null || locations == null) {
            return;
        }
        int version = items.getInt() >>> 24;
        if (version == 0) {
            items.getShort();
        } else {
            items.getInt();
        }
        ByteBuffer entry = child(items, "infe");
        while (entry != null && exifItem == NONE) {
            readItem(entry);
            entry = child(items, "infe");
        }
        if (exifItem != NONE) {
            readLocations(locations, file);
        }
    }

    /** ISO 14496-12 section 8.11.6: the item's number, protection and type. */
    private void readItem(ByteBuffer entry) {
        int version = entry.getInt() >>> 24;
        if (version < 2) {
            return;
        }
        int id = version == 2 ? entry.getShort() & 0xffff : entry.getInt();
        entry.getShort();
        if (type(entry).equals("Exif")) {
            exifItem = id;
        }
    }

    /** ISO 14496-12 section 8.11.3. Only items that lie in the file itself (construction method 0) are followed. */
    private void readLocations(ByteBuffer box, byte[] file) {
        int version = box.getInt() >>> 24;
        int sizes = box.getShort() & 0xffff;
        int indexBytes = version > 0 ? sizes & 0xf : 0;
        int count = version < 2 ? box.getShort() & 0xffff : box.getInt();
        for (int i = 0; i < count; i++) {
            int id = version < 2 ? box.getShort() & 0xffff : box.getInt();
            int method = version > 0 ? box.getShort() & 0xf : 0;
            box.getShort(); // data reference
            long base = number(box, sizes >> 4 & 0xf);
            int extents = box.getShort() & 0xffff;
            if (id == exifItem && method == 0 && extents > 0) {
                number(box, indexBytes);
                long offset = base + number(box, sizes >> 12);
                exif = tiff(file, offset, number(box, sizes >> 8 & 0xf));
                return;
            }
            // Not a loop: the fields may have no length, and then their number costs the writer nothing.
            int extentBytes = indexBytes + (sizes >> 12) + (sizes >> 8 & 0xf);
            box.position(Math.addExact(box.position(), Math.multiplyExact(extents, extentBytes)));
        }
    }

    /** The item begins with the distance to the TIFF header. */
    private static ByteBuffer tiff(byte[] file, long offset, long length) {
        ByteBuffer item = ByteBuffer.wrap(file, Math.toIntExact(offset), Math.toIntExact(length));
        int skip = item.getInt();
        item.position(Math.addExact(item.position(), skip));
        return item;
    }

    private static long number(ByteBuffer box, int bytes) {
        return switch (bytes) {
            case 0 -> 0;
            case 4 -> box.getInt() & 0xffffffffL;
            case 8 -> Math.max(0, box.getLong());
            default -> throw new IllegalArgumentException("size of a number: " + bytes);
        };
    }

    /** The content of the next box of this type; the buffer ends up behind it. */
    private static @Nullable ByteBuffer child(ByteBuffer boxes, String type) {
        while (boxes.remaining() >= 8) {
            int start = boxes.position();
            long size = boxes.getInt() & 0xffffffffL;
            String name = type(boxes);
            if (size == 1) {
                size = boxes.getLong();
            }
            int end = size == 0 ? boxes.limit() : Math.toIntExact(start + size);
            if (end <= start || end > boxes.limit()) {
                return null;
            }
            ByteBuffer content = boxes.duplicate();
            content.limit(end);
            boxes.position(end);
            if (name.equals(type)) {
                return content;
            }
        }
        return null;
    }

    private static String type(ByteBuffer box) {
        byte[] name = new byte[4];
        box.get(name);
        return new String(name, ISO_8859_1);
    }
}
