package org.pgfiles.child;

/**
 * What became of a picture that a program was to draw.
 *
 * @param png the picture, if it was drawn
 * @param detail otherwise why not, in words for the file's owner
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on at once, never compared.
public record Drawing(Verdict verdict, byte[] png, String detail) {
    /** Pixels of the longer side of a picture, whatever the size of the page is; of a film none is larger. */
    public static final int SIDE = 2048;

    /** How long one may take. */
    public static final int MAX_MS = 20_000;

    /** Noise of this size takes 9 MB. */
    static final int MAX_PICTURE_BYTES = 32 << 20;

    /** What became of it. */
    public enum Verdict {
        DRAWN,
        /** It opens with a password only. */
        ENCRYPTED,
        /** It cannot be read, or there is nothing in it to draw. */
        DAMAGED,
        /** It took longer than it may. */
        TOO_SLOW,
        /** It took more memory than it may, or there is no program. */
        NOT_DRAWN,
        /** Nobody waits for it any more. */
        STOPPED
    }

    static Drawing none(Verdict verdict, String detail) {
        return new Drawing(verdict, new byte[0], detail);
    }

    /** Of a program that has not done it, for a reason that is not its own. */
    static Verdict verdict(Ending ending) {
        if (ending.isTooSlow()) {
            return Verdict.TOO_SLOW;
        }
        return ending.cause() == Ending.Cause.STOPPED ? Verdict.STOPPED : Verdict.NOT_DRAWN;
    }

    /** Why it was not drawn; empty if it was. */
    String problem() {
        return verdict == Verdict.DRAWN ? "" : detail;
    }
}
