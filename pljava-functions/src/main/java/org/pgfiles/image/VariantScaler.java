package org.pgfiles.image;

import java.awt.Color;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import net.coobird.thumbnailator.filters.Canvas;
import net.coobird.thumbnailator.geometry.Positions;
import net.coobird.thumbnailator.resizers.DefaultResizerFactory;
import net.coobird.thumbnailator.resizers.FixedResizerFactory;
import net.coobird.thumbnailator.resizers.ResizerFactory;
import net.coobird.thumbnailator.util.BufferedImages;
import org.jspecify.annotations.Nullable;

/**
 * Makes variants of one image with Thumbnailator, the largest first. One that shows the same part of the image as the one
 * before it is made from that, not from millions of pixels again, unless that one was enlarged and has blurred.
 */
final class VariantScaler {
    private static final ResizerFactory SHARP = new FixedResizerFactory(new KernelResizer());

    /** Pixels, upright. */
    private final int width;

    private final int height;
    private final int orientation;
    private final @Nullable ICC_Profile profile;
    private final BooleanSupplier isStopped;

    /** The whole image as it was stored, at least as large as the next variant shows it. */
    private BufferedImage stored;

    private @Nullable Shown last;

    /** A part of the image, upright and in sRGB; the parts are 0 to 1. */
    private record Shown(double partAcross, double partDown, Focus focus, BufferedImage picture) {
        boolean isOf(double across, double down, Focus wanted) {
            return partAcross == across && partDown == down && focus.equals(wanted);
        }
    }

    VariantScaler(ImageFile image, List<VariantSpec> wishes, int orientation, BooleanSupplier isStopped) {
        boolean isTurned = Orientation.isTurned(orientation);
        this.width = isTurned ? image.height() : image.width();
        this.height = isTurned ? image.width() : image.height();
        this.orientation = orientation;
        this.isStopped = isStopped;
        double largest = wishes.stream().mapToDouble(this::scale).max().orElse(1);
        DecodedImage decoded = image.decode(largest, isStopped);
        this.stored = decoded.image();
        this.profile = decoded.profile();
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
        int w = Math.min(wish.width(), scaled(width, scale));
        int h = Math.min(wish.height(), scaled(height, scale));
        // All of the image or what is around its focus.
        double partAcross = Math.min(1, w / (width * scale));
        double partDown = Math.min(1, h / (height * scale));
        Focus focus = wish.focus();
        BufferedImage picture;
        boolean isLastSharp = last != null && last.picture.getWidth() <= width && last.picture.getHeight() <= height;
        if (last != null && isLastSharp && last.isOf(partAcross, partDown, focus)) {
            BufferedImage larger = last.picture;
            picture = resized(larger, larger.getWidth(), larger.getHeight(), w, h, focus);
        } else if (Orientation.isTurned(orientation)) {
            picture = fromStored(partDown, partAcross, h, w, focus);
        } else {
            picture = fromStored(partAcross, partDown, w, h, focus);
        }
        last = new Shown(partAcross, partDown, focus, picture);
        return wish.fit() == Fit.CONTAIN ? filledUp(picture, wish) : picture;
    }

    /** Cropped before it is scaled: what is cut off costs nothing, and a line of pixels would be enlarged to millions. */
    private BufferedImage fromStored(double partAcross, double partDown, int w, int h, Focus focus) {
        shrinkStored(stored.getWidth() * partAcross / w, stored.getHeight() * partDown / h);
        int seenWidth = scaled(stored.getWidth(), partAcross);
        int seenHeight = scaled(stored.getHeight(), partDown);
        BufferedImage picture = resized(stored, seenWidth, seenHeight, w, h, Orientation.stored(focus, orientation));
        return Orientation.upright(ColourProfile.toSrgb(picture, profile), orientation);
    }

    /** As while it was decoded, for a variant that is much smaller than the largest. */
    private void shrinkStored(double oversizeAcross, double oversizeDown) {
        int factor = (int) (Math.min(oversizeAcross, oversizeDown) / DecodedImage.MIN_OVERSIZE);
        if (factor > 1) {
            int bands = Normalizer.bands(stored.getColorModel());
            RowSink sink = new RowSink(stored.getWidth(), stored.getHeight(), bands, factor, isStopped);
            Normalizer.toRows(stored, sink);
            stored = sink.finish();
        }
    }

    private static int scaled(int side, double scale) {
        // A line of three million pixels, as high as a thumbnail, would be wider than a number is large.
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, Math.round(side * scale)));
    }

    /** What is around the focus of the picture, in another size. */
    private static BufferedImage resized(
            BufferedImage picture, int seenWidth, int seenHeight, int width, int height, Focus focus) {
        int left = Focus.start(focus.x(), picture.getWidth(), seenWidth);
        int top = Focus.start(focus.y(), picture.getHeight(), seenHeight);
        boolean isSmaller = width <= seenWidth && height <= seenHeight && width + height < seenWidth + seenHeight;
        boolean isOpaque = picture.getType() == BufferedImage.TYPE_3BYTE_BGR;
        try {
            return net.coobird.thumbnailator.Thumbnails.of(picture)
                    .sourceRegion(left, top, seenWidth, seenHeight)
                    .forceSize(width, height)
                    .resizerFactory(isSmaller && isOpaque ? SHARP : DefaultResizerFactory.getInstance())
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
