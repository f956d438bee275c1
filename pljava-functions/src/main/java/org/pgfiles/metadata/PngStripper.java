package org.pgfiles.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.zip.CRC32;

/** A PNG of the chunks that make its picture (PNG third edition, section 11), an animated one's included. */
final class PngStripper {
    /** A chunk's length, name and checksum. */
    private static final int FRAME_BYTES = 12;

    private static final Set<String> NEEDED = Set.of(
            "IHDR", "PLTE", "IDAT", "IEND", // the picture
            "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI", "bKGD", "pHYs", // its colours
            "acTL", "fcTL", "fdAT"); // its animation

    private final byte[] file;
    private final int orientation;
    private final ByteArrayOutputStream out;

    PngStripper(byte[] file, int orientation) {
        this.file = file;
        this.orientation = orientation;
        this.out = new ByteArrayOutputStream(file.length + 64);
    }

    byte[] strip() {
        out.write(file, 0, 8);
        boolean hasOrientation = orientation == 1;
        boolean hasPixels = false;
        for (int at = 8; at + FRAME_BYTES <= file.length; ) {
            int length = ByteBuffer.wrap(file).getInt(at);
            if (length < 0 || length > file.length - at - FRAME_BYTES) {
                throw Stripper.damaged();
            }
            String name = new String(file, at + 4, 4, ISO_8859_1);
            if (!hasOrientation && name.equals("IDAT")) {
                hasOrientation = true;
                writeOrientation();
            }
            hasPixels |= name.equals("IDAT");
            if (NEEDED.contains(name)) {
                out.write(file, at, length + FRAME_BYTES);
            }
            if (name.equals("IEND")) {
                return out.toByteArray();
            }
            at += length + FRAME_BYTES;
        }
        if (!hasPixels) {
            throw Stripper.damaged();
        }
        write("IEND", new byte[0]); // Decoders do not miss it.
        return out.toByteArray();
    }

    private void writeOrientation() {
        write("eXIf", Stripper.orientationBlock(orientation));
    }

    private void write(String name, byte[] content) {
        ByteBuffer chunk = ByteBuffer.allocate(FRAME_BYTES + content.length);
        chunk.putInt(content.length).put(name.getBytes(ISO_8859_1)).put(content);
        CRC32 checksum = new CRC32();
        checksum.update(chunk.array(), 4, 4 + content.length);
        chunk.putInt((int) checksum.getValue());
        out.writeBytes(chunk.array());
    }
}
