package org.pgfiles.image;

import java.awt.color.ICC_Profile;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes variants of one image, the largest first. In between it keeps a level: the picture averaged down as far as the
 * next variant allows. A smaller variant starts from a smaller level, not from millions of pixels again.
 */
final class VariantScaler {
    private final int sourceWidth;
    private final int sourceHeight;
    private final int orientation;
    private final BooleanSupplier isStopped;
    private final @Nullable ICC_Profile profile;
    private Pixels level;
    /** Source pixels per level pixel. */
    private int levelFactor;

    VariantScaler(ImageFile image, List<VariantSpec> wishes, int orientation, BooleanSupplier isStopped) {
        this.sourceWidth = image.width();
        this.sourceHeight = image.height();
        this.orientation = orientation;
        this.isStopped = isStopped;
        double largest = wishes.stream().mapToDouble(this::scale).max().orElse(1);
        this.levelFactor = Resampler.factor(largest);
        DecodedImage decoded = image.decode(levelFactor, isStopped);
        this.level = decoded.pixels();
        this.profile = decoded.profile();
    }

    /** Target pixels per source pixel. */
    double scale(VariantSpec wish) {
        double across = (double) storedWidth(wish) / sourceWidth;
        double down = (double) storedHeight(wish) / sourceHeight;
        return switch (wish.fit()) {
            case COVER -> Math.max(across, down);
            case CONTAIN -> Math.min(across, down);
            case INSIDE -> Math.min(1, Math.min(across, down));
        };
    }

    /** The variant's pixels, upright and in sRGB. Call it with falling scales only. */
    Pixels make(VariantSpec wish) {
        double scale = scale(wish);
        int width = Math.max(1, Math.min(storedWidth(wish), (int) Math.round(sourceWidth * scale)));
        int height = Math.max(1, Math.min(storedHeight(wish), (int) Math.round(sourceHeight * scale)));
        shrinkFor(scale);
        // What of the source is seen: all of it, or, for a crop, its middle.
        double seenWidth = Math.min(sourceWidth, width / scale) / levelFactor;
        double seenHeight = Math.min(sourceHeight, height / scale) / levelFactor;
        double left = ((double) sourceWidth / levelFactor - seenWidth) / 2;
        double top = ((double) sourceHeight / levelFactor - seenHeight) / 2;
        Pixels small = Resampler.resample(level, left, top, seenWidth, seenHeight, width, height, isStopped);
        Pixels upright = Orientation.upright(ColourProfile.toSrgb(small, profile), orientation);
        return wish.fit() == Fit.CONTAIN
                ? Canvas.centred(upright, wish.width(), wish.height(), wish.format() == OutputFormat.PNG)
                : upright;
    }

    private void shrinkFor(double scale) {
        int factor = Resampler.factor(scale * levelFactor);
        if (factor > 1) {
            level = Resampler.shrink(level, factor, isStopped);
            levelFactor *= factor;
        }
    }

    private int storedWidth(VariantSpec wish) {
        return Orientation.isTurned(orientation) ? wish.height() : wish.width();
    }

    private int storedHeight(VariantSpec wish) {
        return Orientation.isTurned(orientation) ? wish.width() : wish.height();
    }
}
