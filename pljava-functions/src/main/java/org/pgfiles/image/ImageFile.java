package org.pgfiles.image;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.pgfiles.PgfilesException;

/** An image file that is open: its size first, and its pixels only if somebody asks. */
interface ImageFile extends AutoCloseable {
    /** Pixels, as stored. */
    int width();

    /** Pixels, as stored. */
    int height();

    /**
     * Refuses more pixels than this, without having decoded any.
     *
     * @throws PgfilesException TOO_LARGE
     */
    void requireAtMost(long maxPixels);

    /** What is odd about the file and yet no reason not to show it, in words for its owner; null if nothing is. */
    default @Nullable String warning() {
        return null;
    }

    /**
     * The pixels of the first picture in the file, as small as the decoder can cheaply make them without a loss that could
     * be seen at the wanted scale.
     *
     * @param scale wanted pixels per stored pixel; more than 1 is as good as 1
     * @param isStopped asked while decoding; when it says true, it ends with an error
     * @throws PgfilesException DAMAGED_MEDIA
     */
    DecodedImage decode(double scale, BooleanSupplier isStopped);

    @Override
    void close();
}
