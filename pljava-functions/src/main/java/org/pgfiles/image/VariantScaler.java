package org.pgfiles.image;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import net.coobird.thumbnailator.filters.Canvas;
import net.coobird.thumbnailator.geometry.Positions;
import net.coobird.thumbnailator.util.BufferedImages;

/**
 * Makes variants of one image with Thumbnailator, the largest first. In between it keeps the whole picture as small as the
 * last variant had it: a smaller variant starts from there, not from millions of pixels again.
 */
final class VariantScaler {
    /** Pixels, upright. */
    private final int width;

    private final int height;
    private final BooleanSupplier isStopped;
    private BufferedImage level;

    VariantScaler(ImageFile image, List<VariantSpec> wishes, int orientation, BooleanSupplier isStopped) {
        boolean isTurned = Orientation.isTurned(orientation);
        this.width = isTurned ? image.height() : image.width();
        this.height = isTurned ? image.width() : image.height();
        this.isStopped = isStopped;
        double largest = wishes.stream().mapToDouble(this::scale).max().orElse(1);
        DecodedImage decoded = image.decode(largest, isStopped);
        this.level = decoded.image();
        shrinkLevel(largest, image.width(), image.height());
        this.level = Orientation.upright(ColourProfile.toSrgb(level, decoded.profile()), orientation);
    }

    /** Target pixels per source pixel. */
    double scale(VariantSpec wish) {
        double across = (double) wish.width() / width;
        double down = (double) wish.height() / height;
        return switch (wish.fit()) {
            case COVER -> Math.max(across, down);
            case CONTAIN -> Math.min(across, down);
            case INSIDE -> Math.min(1, Math.min(across, down));
        };
    }

    /** The variant's pixels, upright and in sRGB. Call it with falling scales only. */
    BufferedImage make(VariantSpec wish) {
        Stop.check(isStopped, 0);
        double scale = scale(wish);
        shrinkLevel(scale, width, height);
        int fittedWidth = Math.min(wish.width(), scaled(width, scale));
        int fittedHeight = Math.min(wish.height(), scaled(height, scale));
        // What is seen: all of it or its middle. Cropped before it is enlarged, for a line of pixels would become
        // millions.
        double enlarged = Math.max(1, scale);
        int seenWidth = Math.min(level.getWidth(), scaled(fittedWidth, 1 / enlarged));
        int seenHeight = Math.min(level.getHeight(), scaled(fittedHeight, 1 / enlarged));
        BufferedImage fitted = resized(level, seenWidth, seenHeight, fittedWidth, fittedHeight);
        return wish.fit() == Fit.CONTAIN ? filledUp(fitted, wish) : fitted;
    }

    private void shrinkLevel(double scale, int fullWidth, int fullHeight) {
        int w = Math.min(level.getWidth(), scaled(fullWidth, scale));
        int h = Math.min(level.getHeight(), scaled(fullHeight, scale));
        if (w < level.getWidth() || h < level.getHeight()) {
            level = resized(level, level.getWidth(), level.getHeight(), w, h);
        }
    }

    private static int scaled(int side, double scale) {
        return (int) Math.max(1, Math.round(side * scale));
    }

    /** The middle of the picture in another size. */
    private static BufferedImage resized(BufferedImage picture, int seenWidth, int seenHeight, int width, int height) {
        try {
            return net.coobird.thumbnailator.Thumbnails.of(picture)
                    .sourceRegion(Positions.CENTER, seenWidth, seenHeight)
                    .forceSize(width, height)
                    .asBufferedImage();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // It reads from memory.
        }
    }

    /** White beside the picture, or nothing where the format can say so. */
    private static BufferedImage filledUp(BufferedImage picture, VariantSpec wish) {
        boolean isClear = wish.format().hasTransparency();
        BufferedImage shown = isClear ? BufferedImages.copy(picture, BufferedImage.TYPE_4BYTE_ABGR) : picture;
        return new Canvas(wish.width(), wish.height(), Positions.CENTER, isClear ? null : Color.WHITE).apply(shown);
    }
}
