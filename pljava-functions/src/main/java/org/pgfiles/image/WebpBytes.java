package org.pgfiles.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A WebP as the decoder gets it (RFC 9649): its picture, or the first frame of its animation, without the profile, which the
 * decoder gets wrong where there is transparency.
 */
final class WebpBytes {
    private static final int RIFF_BYTES = 12;
    private static final int HEAD_BYTES = 8;
    private static final int FRAME_BYTES = 16;

    /** In the first byte of VP8X. */
    private static final int ALPHA_FLAG = 0x10;

    /** The decoder looks ahead, for each pixel of one colour anew, and would take that for a file that ends too early. */
    private static final int MARGIN = 16;

    private static final int MAX_CHUNKS = 4096;
    private static final int MAX_PROFILE_BYTES = 4 << 20;

    private final byte[] file;
    private final ByteBuffer bytes;

    WebpBytes(byte[] file) {
        this.file = file;
        this.bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    byte @Nullable [] profile() {
        int chunk = chunk("ICCP");
        return chunk < 0 || length(chunk) > MAX_PROFILE_BYTES
                ? null
                : Arrays.copyOfRange(file, chunk + HEAD_BYTES, chunk + HEAD_BYTES + length(chunk));
    }

    Frame forDecoder() {
        int extended = chunk("VP8X");
        if (extended < 0 || length(extended) < 10) {
            return Frame.whole(Arrays.copyOf(file, file.length + MARGIN));
        }
        int frame = chunk("ANMF");
        if (frame >= 0 && length(frame) > FRAME_BYTES) {
            int at = frame + HEAD_BYTES;
            int end = at + length(frame);
            byte[] size = Arrays.copyOfRange(file, at + 6, at + 12);
            return new Frame(
                    riff(
                            file[extended + HEAD_BYTES] & ALPHA_FLAG,
                            size,
                            Arrays.copyOfRange(file, at + FRAME_BYTES, end)),
                    2 * triple(at),
                    2 * triple(at + 3),
                    1 + triple(extended + HEAD_BYTES + 4),
                    1 + triple(extended + HEAD_BYTES + 7));
        }
        int profile = chunk("ICCP");
        if (profile < 0) {
            return Frame.whole(Arrays.copyOf(file, file.length + MARGIN));
        }
        int end = Math.min(file.length, profile + HEAD_BYTES + length(profile) + length(profile) % 2);
        return Frame.whole(riff(
                file[extended + HEAD_BYTES] & ALPHA_FLAG,
                Arrays.copyOfRange(file, extended + HEAD_BYTES + 4, extended + HEAD_BYTES + 10),
                Arrays.copyOfRange(file, end, file.length)));
    }

    private static byte[] riff(int flags, byte[] size, byte[] chunks) {
        ByteBuffer head = ByteBuffer.allocate(RIFF_BYTES + HEAD_BYTES + 10).order(ByteOrder.LITTLE_ENDIAN);
        head.put("RIFF".getBytes(ISO_8859_1)).putInt(head.capacity() + chunks.length - HEAD_BYTES);
        head.put("WEBPVP8X".getBytes(ISO_8859_1)).putInt(10).putInt(flags).put(size);
        ByteArrayOutputStream riff = new ByteArrayOutputStream(head.capacity() + chunks.length + MARGIN);
        riff.writeBytes(head.array());
        riff.writeBytes(chunks);
        riff.writeBytes(new byte[MARGIN]);
        return riff.toByteArray();
    }

    /** Where a chunk begins that is whole, or -1. */
    private int chunk(String name) {
        long at = RIFF_BYTES;
        for (int i = 0; i < MAX_CHUNKS && at + HEAD_BYTES <= file.length; i++) {
            long length = bytes.getInt((int) at + 4) & 0xffffffffL;
            if (new String(file, (int) at, 4, ISO_8859_1).equals(name)) {
                return at + HEAD_BYTES + length <= file.length ? (int) at : -1;
            }
            at += HEAD_BYTES + length + length % 2;
        }
        return -1;
    }

    private int length(int chunk) {
        return bytes.getInt(chunk + 4);
    }

    private int triple(int at) {
        return (bytes.getShort(at) & 0xffff) | (file[at + 2] & 0xff) << 16;
    }
}
