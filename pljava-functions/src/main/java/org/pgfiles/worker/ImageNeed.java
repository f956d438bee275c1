package org.pgfiles.worker;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.pgfiles.child.Drawing;
import org.pgfiles.metadata.MediaType;

/** How much of the heap working on an image takes, estimated before more than its first bytes were read. */
final class ImageNeed {
    /** The file, a copy for the decoder, and one more while that is made. */
    private static final int COPIES = 3;

    /** Of a JPEG only averages of rows are kept; all else is small. */
    private static final long AT_LEAST = 8 << 20;

    private static final int BYTES_PER_PIXEL = 4;
    private static final long MOST_PIXELS = 1L << 40;

    private ImageNeed() {}

    /**
     * Bytes. A header that lies makes the estimate wrong and nothing else.
     *
     * @param head the file's first bytes
     * @param type as sniffed
     * @param fileBytes the whole file's
     */
    static long bytes(byte[] head, MediaType type, long fileBytes) {
        // A PDF itself is handed on and not decoded here.
        int copies = type == MediaType.PDF ? 1 : COPIES;
        return AT_LEAST + copies * fileBytes + BYTES_PER_PIXEL * pixels(head, type);
    }

    /** Of what is decoded as a whole; 0 for a JPEG, and for a TIFF, which has its size anywhere. */
    private static long pixels(byte[] head, MediaType type) {
        ByteBuffer bytes = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        if (head.length < 30) {
            return 0;
        }
        return switch (type) {
            case PNG -> {
                bytes.order(ByteOrder.BIG_ENDIAN);
                yield area(bytes.getInt(16), bytes.getInt(20));
            }
            case GIF -> area(bytes.getShort(6) & 0xffff, bytes.getShort(8) & 0xffff);
            case BMP -> area(bytes.getInt(18), bytes.getInt(22));
            case WEBP -> webp(bytes);
            case PDF -> area(Drawing.SIDE, Drawing.SIDE); // Of the picture that is made of it.
            case JPEG, TIFF, HEIC, HEIF, AVIF, MP4, QUICKTIME, WEBM, MATROSKA, TEXT, UNKNOWN -> 0;
        };
    }

    /** RFC 9649: the canvas of VP8X, the 14 bits each of VP8L, the frame of VP8. */
    private static long webp(ByteBuffer bytes) {
        return switch (bytes.get(15)) {
            case 'X' -> area((bytes.getInt(24) & 0xffffff) + 1, (bytes.getInt(26) >>> 8) + 1);
            case 'L' -> area((bytes.getInt(21) & 0x3fff) + 1, (bytes.getInt(21) >>> 14 & 0x3fff) + 1);
            default -> area(bytes.getShort(26) & 0x3fff, bytes.getShort(28) & 0x3fff);
        };
    }

    /** What a header says can be more than is good for a sum. */
    private static long area(int width, int height) {
        return Math.min(Math.abs((long) width * height), MOST_PIXELS);
    }
}
