package org.pgfiles.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Where a container has its EXIF block, itself a small TIFF file. Nothing else of the file is read: for a JPEG only the
 * APP1 segment, which is several times faster than reading all of a photo's metadata.
 *
 * @param start bytes from the file's start
 * @param length bytes
 */
record ExifBlock(long start, int length) {
    private static final String PREAMBLE = "Exif\0\0";

    /** Camera files have below 100 segments or chunks; a file of millions must not keep a worker busy. */
    private static final int MAX_STEPS = 4096;

    /**
     * The block, or null if this file has none or is of no type that can carry it.
     *
     * @param type as sniffed
     */
    static @Nullable ExifBlock find(FileSource file, MediaType type) {
        return switch (type) {
            case JPEG -> inJpeg(file);
            case TIFF -> new ExifBlock(0, (int) Math.min(file.size(), Integer.MAX_VALUE));
            case PNG -> chunk(file, ByteOrder.BIG_ENDIAN, 8, "eXIf");
            case WEBP -> inWebp(file);
            case HEIC, HEIF, AVIF -> HeifBoxes.exif(file);
            case GIF, BMP, PDF, TEXT, UNKNOWN -> null;
        };
    }

    /** Exif 2.32 section 4.5.4: APP1 with "Exif" and two zero bytes, before the first scan. */
    private static @Nullable ExifBlock inJpeg(FileSource file) {
        long at = 2;
        for (int i = 0; i < MAX_STEPS; i++) {
            ByteBuffer head = file.read(at, 10);
            if (head.limit() < 4 || head.get(0) != (byte) 0xff) {
                return null;
            }
            int marker = head.get(1) & 0xff;
            int length = head.getShort(2) & 0xffff;
            if (marker == 0xff) {
                at++; // A fill byte.
            } else if (marker == 0xda || length < 2) {
                return null;
            } else if (marker == 0xe1 && length >= 8 && startsWith(head, 4, PREAMBLE)) {
                return bounded(file, at + 10, length - 8L);
            } else {
                at += 2 + length;
            }
        }
        return null;
    }

    /** WebP container specification: the chunk "EXIF"; some writers leave JPEG's preamble in it. */
    private static @Nullable ExifBlock inWebp(FileSource file) {
        ExifBlock block = chunk(file, ByteOrder.LITTLE_ENDIAN, 12, "EXIF");
        boolean hasPreamble = block != null && block.length > 6 && startsWith(file.read(block.start, 6), 0, PREAMBLE);
        return block != null && hasPreamble ? new ExifBlock(block.start + 6, block.length - 6) : block;
    }

    /** PNG extensions 1.5.0 and RIFF: a chunk's length and name, in this order and the other. */
    private static @Nullable ExifBlock chunk(FileSource file, ByteOrder order, long start, String name) {
        boolean png = order == ByteOrder.BIG_ENDIAN;
        long at = start;
        for (int i = 0; i < MAX_STEPS; i++) {
            ByteBuffer head = file.read(at, 8).order(order);
            if (head.limit() < 8) {
                return null;
            }
            long length = head.getInt(png ? 0 : 4) & 0xffffffffL;
            if (startsWith(head, png ? 4 : 0, name)) {
                return bounded(file, at + 8, length);
            }
            at += 8 + length + (png ? 4 : length % 2); // PNG adds a checksum, RIFF pads to an even length.
        }
        return null;
    }

    /** A block that the file's end cuts off is none: it is damaged, or only the head of a file was given. */
    static @Nullable ExifBlock bounded(FileSource file, long start, long length) {
        boolean isWhole = start >= 0 && length > 0 && start + length <= file.size() && length <= Integer.MAX_VALUE;
        return isWhole ? new ExifBlock(start, (int) length) : null;
    }

    private static boolean startsWith(ByteBuffer bytes, int offset, String text) {
        byte[] expected = text.getBytes(ISO_8859_1);
        return bytes.limit() >= offset + expected.length
                && bytes.slice(offset, expected.length).equals(ByteBuffer.wrap(expected));
    }
}
