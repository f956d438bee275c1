package org.pgfiles.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;

/**
 * A GIF of its screen, its frames and their control blocks (GIF89a specification). Of the extensions by programs only the
 * number of an animation's rounds stays, Netscape's.
 */
final class GifStripper {
    private static final int SCREEN_BYTES = 13;

    private final byte[] file;
    private final ByteArrayOutputStream out;
    private int at;

    GifStripper(byte[] file) {
        this.file = file;
        this.out = new ByteArrayOutputStream(file.length);
    }

    byte[] strip() {
        at = SCREEN_BYTES + tableBytes(10);
        copyFrom(0);
        while (at < file.length && next(at) != ';') { // Some writers forget the end.
            int start = at;
            if (next(at) == ',') {
                at += 10 + tableBytes(at + 9) + 1;
                skipData();
                copyFrom(start);
            } else if (next(at) == '!') {
                boolean isNeeded = isNeeded();
                at += 2;
                skipData();
                if (isNeeded) {
                    copyFrom(start);
                }
            } else {
                throw Stripper.damaged();
            }
        }
        out.write(';');
        return out.toByteArray();
    }

    /** A frame's control, text that is part of the picture, and the loop: 11 bytes of name, then 3 and no more. */
    private boolean isNeeded() {
        int label = next(at + 1);
        return label == 0xf9
                || label == 0x01
                || (label == 0xff
                        && new String(file, at + 2, 14, ISO_8859_1)
                                .matches("(?s)\u000b(NETSCAPE2.0|ANIMEXTS1.0)\u0003\u0001")
                        && next(at + 18) == 0);
    }

    /** The size of the colour table that a byte of flags announces: three bytes for each of 2 to 256 colours. */
    private int tableBytes(int flagsAt) {
        int flags = next(flagsAt);
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    /** Blocks of up to 255 bytes until one of none. */
    private void skipData() {
        while (next(at) != 0) {
            at += 1 + next(at);
        }
        at++;
    }

    private void copyFrom(int start) {
        out.write(file, start, at - start);
    }

    private int next(int index) {
        return file[index] & 0xff;
    }
}
