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
     * How much larger than wanted a picture must at least stay when blocks of its pixels are averaged, which blurs. The rest of
     * the way is {@link KernelResizer}'s.
     */
    static final double MIN_OVERSIZE = 1.5;
}
