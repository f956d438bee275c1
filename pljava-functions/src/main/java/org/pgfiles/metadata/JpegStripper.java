package org.pgfiles.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;

/**
 * A JPEG of tables, frames, scans and what says how their numbers are colours (ITU T.81, annex B). Of the application
 * segments stay JFIF without its thumbnail, Adobe's, and the colour profile's; what follows the first picture's end goes.
 */
final class JpegStripper {
    private static final int SOS = 0xda;
    private static final int EOI = 0xd9;
    private static final int JFIF_BYTES = 14;

    private final byte[] file;
    private final int orientation;
    private final ByteArrayOutputStream out;
    private int at = 2;
    private boolean hasScan;

    JpegStripper(byte[] file, int orientation) {
        this.file = file;
        this.orientation = orientation;
        this.out = new ByteArrayOutputStream(file.length + 64);
    }

    byte[] strip() {
        out.write(file, 0, 2);
        boolean hasOrientation = orientation == 1;
        while (true) {
            if (hasScan && at + 1 >= file.length) {
                return finished(); // Decoders do not miss the end's marker.
            }
            int marker = next(at) == 0xff ? next(at + 1) : 0;
            if (marker == 0 || marker == 0xff) {
                at++; // Stray bytes, which decoders pass over, or fill bytes.
            } else if (marker == EOI) {
                return finished();
            } else {
                if (!hasOrientation && marker != 0xe0) {
                    hasOrientation = true;
                    writeOrientation();
                }
                copySegment(marker);
            }
        }
    }

    private byte[] finished() {
        out.write(0xff);
        out.write(EOI);
        return out.toByteArray();
    }

    private void copySegment(int marker) {
        int end = at + 2 + (next(at + 2) << 8 | next(at + 3));
        if (end < at + 4 || end > file.length) {
            throw Stripper.damaged();
        }
        if (isJfif(marker)) {
            out.write(file, at, 2);
            out.write(0);
            out.write(JFIF_BYTES + 2);
            out.write(file, at + 4, JFIF_BYTES - 2);
            out.write(0); // No thumbnail, in neither direction.
            out.write(0);
        } else if (isNeeded(marker)) {
            out.write(file, at, end - at);
        }
        at = end;
        if (marker == SOS) {
            hasScan = true;
            copyScan();
        }
    }

    /** Compressed data up to the next marker; in it stand only stuffed zeros and restart markers after 0xff. */
    private void copyScan() {
        int start = at;
        while (at < file.length && (next(at) != 0xff || isData(at + 1))) {
            at++;
        }
        out.write(file, start, at - start);
    }

    private boolean isData(int index) {
        return index >= file.length || next(index) == 0 || (next(index) & 0xf8) == 0xd0;
    }

    private boolean isJfif(int marker) {
        return marker == 0xe0 && startsWith("JFIF\0") && (next(at + 2) << 8 | next(at + 3)) >= JFIF_BYTES + 2;
    }

    /** Frame headers and tables (0xc0 to 0xcf, 0xda to 0xdf), the profile, and Adobe's colour transform. */
    private boolean isNeeded(int marker) {
        boolean isPicture = (marker >= 0xc0 && marker <= 0xcf) || (marker >= SOS && marker <= 0xdf);
        return isPicture || (marker == 0xe2 && startsWith("ICC_PROFILE\0")) || (marker == 0xee && startsWith("Adobe"));
    }

    private void writeOrientation() {
        byte[] block = Stripper.orientationBlock(orientation);
        byte[] preamble = "Exif\0\0".getBytes(ISO_8859_1);
        out.write(0xff);
        out.write(0xe1);
        out.write(0);
        out.write(2 + preamble.length + block.length);
        out.writeBytes(preamble);
        out.writeBytes(block);
    }

    private boolean startsWith(String prefix) {
        int start = at + 4;
        return start + prefix.length() <= file.length
                && new String(file, start, prefix.length(), ISO_8859_1).equals(prefix);
    }

    private int next(int index) {
        return file[index] & 0xff;
    }
}
