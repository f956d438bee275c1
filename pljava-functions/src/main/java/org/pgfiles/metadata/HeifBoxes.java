package org.pgfiles.metadata;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The few boxes of a HEIC or AVIF file (ISO 23008-12) that locate its EXIF item. No pixel is decoded. A broken file has
 * no EXIF.
 */
final class HeifBoxes {
    private static final int NONE = -1;

    /** Ordinary ones have a few KB, those of a burst of photos some 100. */
    private static final int MAX_META_BYTES = 512 * 1024;

    private final FileSource file;
    private int exifItem = NONE;
    private @Nullable ExifBlock exif;

    private HeifBoxes(FileSource file) {
        this.file = file;
    }

    /** Where the EXIF item has its TIFF header; null without one. */
    static @Nullable ExifBlock exif(FileSource file) {
        HeifBoxes boxes = new HeifBoxes(file);
        try {
            ByteBuffer meta = boxes.meta();
            if (meta != null) {
                meta.getInt(); // version and flags
                boxes.readMeta(meta);
            }
            return boxes.exif;
        } catch (BufferUnderflowException
                | ArithmeticException
                | IllegalArgumentException
                | IndexOutOfBoundsException e) {
            return null;
        }
    }

    /** The size of the primary picture as it is to be shown; null where the file does not say. */
    static @Nullable HeifSize size(FileSource file) {
        try {
            ByteBuffer meta = new HeifBoxes(file).meta();
            if (meta == null) {
                return null;
            }
            meta.getInt(); // version and flags
            ByteBuffer primary = IsoBoxes.child(meta.duplicate(), "pitm");
            ByteBuffer properties = IsoBoxes.child(meta.duplicate(), "iprp");
            if (primary == null || properties == null) {
                return null;
            }
            int item = primary.getInt() >>> 24 == 0 ? primary.getShort() & 0xffff : primary.getInt();
            ByteBuffer container = IsoBoxes.child(properties.duplicate(), "ipco");
            ByteBuffer associations = IsoBoxes.child(properties.duplicate(), "ipma");
            return container == null || associations == null ? null : size(container, associations, item);
        } catch (BufferUnderflowException
                | ArithmeticException
                | IllegalArgumentException
                | IndexOutOfBoundsException e) {
            return null;
        }
    }

    /** ISO 23008-12 section 9.3: for each item the numbers of its properties, in the order in which they are applied. */
    private static @Nullable HeifSize size(ByteBuffer container, ByteBuffer associations, int item) {
        int head = associations.getInt();
        boolean isWide = (head & 1) != 0;
        int entries = associations.getInt();
        for (int i = 0; i < entries; i++) {
            int id = head >>> 24 == 0 ? associations.getShort() & 0xffff : associations.getInt();
            int count = associations.get() & 0xff;
            HeifSize size = null;
            for (int j = 0; j < count; j++) {
                int number = isWide ? associations.getShort() & 0x7fff : associations.get() & 0x7f;
                size = id == item ? HeifSize.after(size, property(container, number)) : null;
            }
            if (id == item) {
                return size;
            }
        }
        return null;
    }

    /** The box of this number, from 1 on, with its head. */
    private static ByteBuffer property(ByteBuffer container, int number) {
        ByteBuffer boxes = container.duplicate();
        for (int i = 1; i < number; i++) {
            boxes.position(Math.addExact(boxes.position(), Math.max(8, boxes.getInt(boxes.position()))));
        }
        return boxes.slice();
    }

    private @Nullable ByteBuffer meta() {
        return IsoBoxes.find(file, "meta", MAX_META_BYTES);
    }

    private void readMeta(ByteBuffer meta) {
        ByteBuffer items = IsoBoxes.child(meta.duplicate(), "iinf");
        ByteBuffer locations = IsoBoxes.child(meta.duplicate(), "iloc");
        if (items == null || locations == null) {
            return;
        }
        int version = items.getInt() >>> 24;
        if (version == 0) {
            items.getShort();
        } else {
            items.getInt();
        }
        ByteBuffer entry = IsoBoxes.child(items, "infe");
        while (entry != null && exifItem == NONE) {
            readItem(entry);
            entry = IsoBoxes.child(items, "infe");
        }
        if (exifItem != NONE) {
            readLocations(locations);
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
        if (IsoBoxes.type(entry).equals("Exif")) {
            exifItem = id;
        }
    }

    /** ISO 14496-12 section 8.11.3. Only items that lie in the file itself (construction method 0) are followed. */
    private void readLocations(ByteBuffer box) {
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
                exif = tiff(offset, number(box, sizes >> 8 & 0xf));
                return;
            }
            // Not a loop: the fields may have no length, and then their number costs the writer nothing.
            int extentBytes = indexBytes + (sizes >> 12) + (sizes >> 8 & 0xf);
            box.position(Math.addExact(box.position(), Math.multiplyExact(extents, extentBytes)));
        }
    }

    /** The item begins with the distance to the TIFF header. */
    private @Nullable ExifBlock tiff(long offset, long length) {
        long skip = 4 + (file.read(offset, 4).getInt() & 0xffffffffL);
        return ExifBlock.bounded(file, offset + skip, length - skip);
    }

    private static long number(ByteBuffer box, int bytes) {
        return switch (bytes) {
            case 0 -> 0;
            case 4 -> box.getInt() & 0xffffffffL;
            case 8 -> Math.max(0, box.getLong());
            default -> throw new IllegalArgumentException("size of a number: " + bytes);
        };
    }
}
