package org.pgfiles.image;

import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;

/** The bound on what is decoded: an image of a few bytes can announce any number of pixels. */
final class PixelLimit {
    private PixelLimit() {}

    static void require(long maxPixels, String what, int width, int height) {
        if ((long) width * height > maxPixels) {
            throw new PgfilesException(
                    ErrorCode.TOO_LARGE,
                    "at most " + maxPixels + " pixels, the " + what + " has " + width + " x " + height,
                    "upload a smaller image");
        }
    }
}
