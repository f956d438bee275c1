package org.pgfiles.image;

import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;

/**
 * One smaller copy to make of an image.
 *
 * @param width pixels, 1 to {@value #MAX_SIDE}
 * @param height pixels, 1 to {@value #MAX_SIDE}
 * @param fit how the image is brought into that size
 * @param format what is written
 * @param quality 1 to 100; PNG has none
 * @param watermark laid over the finished picture
 * @param focus what a crop keeps, in the upright picture
 */
public record VariantSpec(
        int width, int height, Fit fit, OutputFormat format, int quality, @Nullable Watermark watermark, Focus focus) {
    /** Far above any thumbnail; four of this size still fit into a small heap. */
    public static final int MAX_SIDE = 4096;

    public VariantSpec {
        if (width < 1 || width > MAX_SIDE || height < 1 || height > MAX_SIDE) {
            throw new PgfilesException(
                    ErrorCode.INVALID_ARGUMENT,
                    "variant of " + width + " x " + height + " pixels",
                    "use 1 to " + MAX_SIDE + " for width and height");
        }
        if (quality < 1 || quality > 100) {
            throw new PgfilesException(ErrorCode.INVALID_ARGUMENT, "quality: " + quality, "use 1 to 100");
        }
    }

    /** Without a watermark, of the middle. */
    public VariantSpec(int width, int height, Fit fit, OutputFormat format, int quality) {
        this(width, height, fit, format, quality, null);
    }

    /** Of the middle. */
    public VariantSpec(
            int width, int height, Fit fit, OutputFormat format, int quality, @Nullable Watermark watermark) {
        this(width, height, fit, format, quality, watermark, Focus.MIDDLE);
    }

    VariantSpec withFormat(OutputFormat written) {
        return new VariantSpec(width, height, fit, written, quality, watermark, focus);
    }

    /** The picture as it is to be encoded. */
    BufferedImage marked(BufferedImage picture) {
        return watermark == null ? picture : watermark.on(picture);
    }
}
