package org.pgfiles.metadata;

import java.nio.BufferUnderflowException;
import org.jspecify.annotations.Nullable;

/**
 * What a film says about itself, and a small part of it that is enough to draw one picture. No pixel is decoded, and of a large film
 * little is read.
 *
 * @param seconds how long it is; null if it does not say so, as recordings of browsers
 * @param width pixels as players show it, upright; 0 if it does not say so
 * @param height the same
 * @param clip the part; null if there is none
 * @param problem why there is none, in words for its owner
 */
public record Video(@Nullable Double seconds, int width, int height, @Nullable Clip clip, String problem) {
    /** Bytes of the largest part. */
    public static final int MAX_CLIP_BYTES = 16 << 20;

    /** The picture is the one at a tenth: the first ones are black in many a film. */
    static final double PART = 0.1;

    private static final String NO_PICTURE = "it has no moving picture";

    /**
     * A film of its own, in the same container, from some frame on that needs no earlier one.
     *
     * @param bytes of the file
     * @param skipSeconds how far into it the picture is, if it goes so far; 0 for its first frame
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on at once, never compared.
    public record Clip(byte[] bytes, double skipSeconds) {}

    /**
     * Reads a film.
     *
     * @param type as sniffed: one of those of which {@link MediaType#isVideo} says so
     */
    public static Video read(FileSource file, MediaType type) {
        try {
            return type.isIsoVideo() ? Mp4File.read(file) : new MatroskaFile(file).read();
        } catch (BufferUnderflowException
                | ArithmeticException
                | IllegalArgumentException
                | IndexOutOfBoundsException e) {
            return without(null, "it is damaged, or its index is too large to be read");
        }
    }

    static Video without(@Nullable Double seconds, String problem) {
        return new Video(seconds, 0, 0, null, problem);
    }

    /** A sound. */
    static Video withoutPicture(@Nullable Double seconds) {
        return without(seconds, NO_PICTURE);
    }

    /** What a file says in two numbers may be anything. */
    static @Nullable Double seconds(double time, double perSecond) {
        double seconds = time / perSecond;
        return seconds > 0 && seconds < Integer.MAX_VALUE ? seconds : null;
    }
}
