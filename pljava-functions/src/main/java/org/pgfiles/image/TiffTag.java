package org.pgfiles.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/** One number of a TIFF's first directory (TIFF 6.0 section 2), of those that choose a decoder. */
final class TiffTag {
    static final int EXTRA_SAMPLES = 0x152;

    private static final int COMPRESSION = 0x103;

    /** CCITT, LZW, JPEG, Deflate, PackBits and none; absent, and in BigTIFF, which has its tags elsewhere, the decoder sees. */
    private static final Set<Integer> COMPRESSIONS = Set.of(-1, 1, 2, 3, 4, 5, 6, 7, 8, 32771, 32773, 32946);

    private TiffTag() {}

    /** Whether the first picture is compressed in a way that Java can undo; Zstandard, LZMA and WebP are not. */
    static boolean isReadable(byte[] file) {
        return file.length < 4 || file[2] == 43 || file[3] == 43 || COMPRESSIONS.contains(number(file, COMPRESSION));
    }

    /** The tag's first short, or -1 if it is not there. */
    static int number(byte[] file, int tag) {
        if (file.length < 8) {
            return -1;
        }
        ByteBuffer bytes = ByteBuffer.wrap(file).order(file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long start = bytes.getInt(4) & 0xffffffffL;
        if (start + 2 > file.length) {
            return -1;
        }
        int count = bytes.getShort((int) start) & 0xffff;
        for (long at = start + 2; count > 0 && at + 12 <= file.length; at += 12, count--) {
            if ((bytes.getShort((int) at) & 0xffff) == tag) {
                return bytes.getShort((int) at + 8) & 0xffff;
            }
        }
        return -1;
    }
}
