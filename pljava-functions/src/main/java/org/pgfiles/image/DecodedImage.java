package org.pgfiles.image;

import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/**
 * Pixels as stored, in the layout of {@link RowSink#finish}.
 *
 * @param profile the colours' profile; null if they are sRGB
 */
record DecodedImage(BufferedImage image, @Nullable ICC_Profile profile) {
    /**
     * How much larger than wanted a decoder should leave a picture. The rest of the way is Thumbnailator's, whose bilinear
     * filter blurs visibly when it starts from less.
     */
    static final double MIN_OVERSIZE = 1.5;
}
