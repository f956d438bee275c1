package org.pgfiles.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/** A WebP of the chunks that make its picture (RFC 9649, section 2), an animated one's included. */
final class WebpStripper {
    private static final int RIFF_BYTES = 12;
    private static final int CHUNK_HEAD_BYTES = 8;

    private static final int VP8X_BYTES = 10;

    /** In the first byte of VP8X. */
    private static final int EXIF_FLAG = 0x08;

    private static final int XMP_FLAG = 0x04;

    private static final Set<String> NEEDED = Set.of("VP8 ", "VP8L", "VP8X", "ALPH", "ICCP", "ANIM", "ANMF");

    private final byte[] file;
    private final ByteBuffer bytes;
    private final int orientation;
    private final ByteArrayOutputStream out;

    WebpStripper(byte[] file, int orientation) {
        this.file = file;
        this.bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        this.orientation = orientation;
        this.out = new ByteArrayOutputStream(file.length + 64);
    }

    byte[] strip() {
        out.write(file, 0, RIFF_BYTES);
        int end = (int) Math.min(file.length, CHUNK_HEAD_BYTES + (bytes.getInt(4) & 0xffffffffL));
        int flagsAt = -1;
        for (int at = RIFF_BYTES; at + CHUNK_HEAD_BYTES <= end; ) {
            long length = bytes.getInt(at + 4) & 0xffffffffL;
            String name = new String(file, at, 4, ISO_8859_1);
            boolean isExtended = name.equals("VP8X");
            if (length > end - at - CHUNK_HEAD_BYTES && length <= file.length - at - CHUNK_HEAD_BYTES) {
                end = (int) (at + CHUNK_HEAD_BYTES + length); // The file's own size is wrong, as decoders see, too.
            }
            if (length > end - at - CHUNK_HEAD_BYTES || (isExtended && length < VP8X_BYTES)) {
                throw Stripper.damaged();
            }
            int padded = (int) Math.min(end - at, CHUNK_HEAD_BYTES + length + length % 2);
            if (isExtended) {
                flagsAt = out.size() + CHUNK_HEAD_BYTES;
            }
            if (NEEDED.contains(name)) {
                out.write(file, at, padded);
            }
            at += padded;
        }
        boolean hasOrientation = orientation != 1 && flagsAt >= 0; // Without VP8X no program looks for EXIF.
        if (hasOrientation) {
            writeOrientation();
        }
        ByteBuffer stripped = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        stripped.putInt(4, stripped.capacity() - CHUNK_HEAD_BYTES);
        if (flagsAt >= 0) {
            int flags = stripped.get(flagsAt) & ~(EXIF_FLAG | XMP_FLAG);
            stripped.put(flagsAt, (byte) (hasOrientation ? flags | EXIF_FLAG : flags));
        }
        return stripped.array();
    }

    private void writeOrientation() {
        byte[] block = Stripper.orientationBlock(orientation);
        ByteBuffer head = ByteBuffer.allocate(CHUNK_HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        head.put("EXIF".getBytes(ISO_8859_1)).putInt(block.length);
        out.writeBytes(head.array());
        out.writeBytes(block);
    }
}
