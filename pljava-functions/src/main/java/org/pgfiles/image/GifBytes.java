package org.pgfiles.image;

import java.util.Arrays;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;

/**
 * A GIF as the decoder gets it (GIF89a specification): the screen, the last control block before the first frame, and that
 * frame. The JDK's decoder takes time that grows with the square of the number of the other blocks.
 */
final class GifBytes {
    private static final int SCREEN_BYTES = 13;
    private static final int CONTROL_BYTES = 8;

    /** A larger screen around a smaller frame costs its writer nothing, and is not believed. */
    private static final int MAX_SCREEN_PIXELS = 50_000_000;

    private final byte[] file;
    private int at;

    private GifBytes(byte[] file) {
        this.file = file;
    }

    /** A GIF of one frame, or a DAMAGED_MEDIA error. */
    static Frame forDecoder(byte[] file) {
        return new GifBytes(file).firstFrame();
    }

    private Frame firstFrame() {
        int screenEnd = SCREEN_BYTES + tableBytes(10);
        int control = -1;
        at = screenEnd;
        while (next(at) == '!') {
            if (next(at + 1) == 0xf9) {
                control = at;
            }
            at += 2;
            skipData();
        }
        if (next(at) != ',') {
            throw damaged();
        }
        int frame = at;
        at += 10 + tableBytes(at + 9) + 1;
        skipData();
        byte[] head = Arrays.copyOf(file, screenEnd);
        byte[] controlBlock = control < 0 ? new byte[0] : Arrays.copyOfRange(file, control, control + CONTROL_BYTES);
        byte[] small = Arrays.copyOf(head, head.length + controlBlock.length + at - frame + 1);
        System.arraycopy(controlBlock, 0, small, head.length, controlBlock.length);
        System.arraycopy(file, frame, small, head.length + controlBlock.length, at - frame);
        small[small.length - 1] = ';';
        return placed(small, frame);
    }

    /** A screen that its first frame juts out of is as large as that. */
    private Frame placed(byte[] small, int frame) {
        int left = number(frame + 1);
        int top = number(frame + 3);
        int width = number(frame + 5);
        int height = number(frame + 7);
        boolean isWhole = (left + width >= number(6) && top + height >= number(8) && left == 0 && top == 0)
                || (long) number(6) * number(8) > MAX_SCREEN_PIXELS;
        return isWhole
                ? Frame.whole(small)
                : new Frame(small, left, top, Math.max(number(6), left + width), Math.max(number(8), top + height));
    }

    private int number(int index) {
        return next(index) | next(index + 1) << 8;
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

    private int next(int index) {
        if (index >= file.length) {
            throw damaged();
        }
        return file[index] & 0xff;
    }

    private static PgfilesException damaged() {
        return new PgfilesException(
                ErrorCode.DAMAGED_MEDIA, "the file ends before the image does", "upload the image again");
    }
}
