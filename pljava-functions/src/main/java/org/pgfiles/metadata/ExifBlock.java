package org.pgfiles.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Finds the EXIF block (itself a small TIFF file) in a container. Nothing else of the file is read: for a JPEG only the
 * APP1 segment, which is several times faster than reading all of a photo's metadata.
 */
final class ExifBlock {
    private static final String PREAMBLE = "Exif\0\0";

    private ExifBlock() {}

    /** The block, or null if this file has none or is of no type that can carry it. */
    static @Nullable ByteBuffer find(byte[] file) {
        return switch (TypeSniffer.sniff(file)) {
            case "image/jpeg" -> inJpeg(file);
            case "image/tiff" -> ByteBuffer.wrap(file);
            case "image/png" -> inPng(file);
            case "image/webp" -> inWebp(file);
            case "image/heic", "image/heif", "image/avif" ->
                HeifBoxes.read(file).exif();
            default -> null;
        };
    }

    /** Exif 2.32 section 4.5.4: APP1 with "Exif" and two zero bytes. */
    private static @Nullable ByteBuffer inJpeg(byte[] file) {
        for (JpegSegments.Segment segment : JpegSegments.read(file).segments()) {
            if (segment.marker() == 0xe1 && segment.startsWith(file, PREAMBLE)) {
                return ByteBuffer.wrap(file, segment.start() + 6, segment.length() - 6);
            }
        }
        return null;
    }

    /** PNG extensions 1.5.0: the chunk eXIf, the TIFF header at once. */
    private static @Nullable ByteBuffer inPng(byte[] file) {
        return chunk(file, ByteOrder.BIG_ENDIAN, 8, "eXIf");
    }

    /** WebP container specification: the chunk "EXIF"; some writers leave JPEG's preamble in it. */
    private static @Nullable ByteBuffer inWebp(byte[] file) {
        ByteBuffer block = chunk(file, ByteOrder.LITTLE_ENDIAN, 12, "EXIF");
        if (block != null
                && block.remaining() > 6
                && text(file, block.position(), 6).equals(PREAMBLE)) {
            block.position(block.position() + 6);
        }
        return block;
    }

    private static @Nullable ByteBuffer chunk(byte[] file, ByteOrder order, int start, String name) {
        boolean png = order == ByteOrder.BIG_ENDIAN;
        ByteBuffer bytes = ByteBuffer.wrap(file).order(order);
        long at = start;
        while (at + 8 <= file.length) {
            long length = bytes.getInt((int) at + (png ? 0 : 4)) & 0xffffffffL;
            if (at + 8 + length > file.length) {
                return null;
            }
            if (text(file, (int) at + (png ? 4 : 0), 4).equals(name)) {
                return ByteBuffer.wrap(file, (int) at + 8, (int) length);
            }
            at += 8 + length + (png ? 4 : length % 2); // PNG adds a checksum, RIFF pads to an even length.
        }
        return null;
    }

    private static String text(byte[] file, int start, int length) {
        return new String(file, start, length, ISO_8859_1);
    }
}
