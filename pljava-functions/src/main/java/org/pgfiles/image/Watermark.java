package org.pgfiles.image;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.geometry.Position;
import net.coobird.thumbnailator.geometry.Positions;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.metadata.MediaType;

/** A picture that is laid over variants. Text is drawn into one beforehand: a database server has no fonts to rely on. */
public final class Watermark {
    public static final int MAX_BYTES = 1 << 20;

    private static final long MAX_PIXELS = 4096L * 4096;

    /** Of the variant's width, between its edge and the picture. */
    private static final double MARGIN = 0.02;

    private final Description description;
    private final BufferedImage picture;
    private final @Nullable Position position;

    private Watermark(Description description, BufferedImage picture, @Nullable Position position) {
        this.description = description;
        this.picture = picture;
        this.position = position;
    }

    /** What {@link #of} makes one of. */
    @SuppressWarnings("ArrayRecordComponent") // Compared by isSame.
    public record Description(byte[] png, String position, double opacity, double scale) {
        /** Whether the same comes of it. */
        public boolean isSame(Description other) {
            return Arrays.equals(png, other.png)
                    && position.equals(other.position)
                    && opacity == other.opacity
                    && scale == other.scale;
        }
    }

    /**
     * Reads a watermark.
     *
     * @param png at most {@value #MAX_BYTES} bytes and 4096 x 4096 pixels
     * @param position top_left, top_center, top_right, center_left, center, center_right, bottom_left, bottom_center,
     *     bottom_right, or tile: side by side all over
     * @param opacity 0 (not to be seen) to 1
     * @param scale the picture's width as a part of the variant's, 0.01 to 1
     * @throws PgfilesException INVALID_ARGUMENT, DAMAGED_MEDIA, TOO_LARGE
     */
    public static Watermark of(byte[] png, String position, double opacity, double scale) {
        if (png.length > MAX_BYTES) {
            throw invalid("at most " + MAX_BYTES + " bytes, the watermark has " + png.length, "use a smaller picture");
        } else if (!(opacity >= 0 && opacity <= 1)) {
            throw invalid("opacity: " + opacity, "use 0 to 1");
        } else if (!(scale >= 0.01 && scale <= 1)) {
            throw invalid("scale: " + scale, "use 0.01 to 1");
        }
        BooleanSupplier never = () -> false;
        try (ImageFile file = JdkImage.open(png, MediaType.PNG, never)) {
            file.requireAtMost(MAX_PIXELS);
            Description description = new Description(png, position, opacity, scale);
            return new Watermark(description, file.decode(1, never).image(), position(position));
        }
    }

    public Description description() {
        return description;
    }

    /** A copy of the variant with the watermark on it; one higher than the variant is made to fit. */
    BufferedImage on(BufferedImage variant) {
        int width = (int) Math.max(1, Math.round(variant.getWidth() * description.scale));
        BufferedImage mark = resized(width, variant.getHeight());
        int margin = (int) Math.round(variant.getWidth() * MARGIN);
        return position == null
                ? laid(sheet(mark, variant, margin), Positions.TOP_LEFT, 0, variant)
                : laid(mark, position, margin, variant);
    }

    private BufferedImage laid(BufferedImage mark, Position place, int margin, BufferedImage variant) {
        return new net.coobird.thumbnailator.filters.Watermark(place, mark, (float) description.opacity, margin)
                .apply(variant);
    }

    private BufferedImage resized(int maxWidth, int maxHeight) {
        try {
            return Thumbnails.of(picture).size(maxWidth, maxHeight).asBufferedImage();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // It reads from memory.
        }
    }

    private static BufferedImage sheet(BufferedImage mark, BufferedImage variant, int margin) {
        BufferedImage sheet =
                new BufferedImage(variant.getWidth(), variant.getHeight(), BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D canvas = sheet.createGraphics();
        for (int y = 0; y < sheet.getHeight(); y += mark.getHeight() + margin) {
            for (int x = 0; x < sheet.getWidth(); x += mark.getWidth() + margin) {
                canvas.drawImage(mark, x, y, null);
            }
        }
        canvas.dispose();
        return sheet;
    }

    private static @Nullable Position position(String name) {
        if (name.equals("tile")) {
            return null;
        }
        for (Positions position : Positions.values()) {
            if (position.name().toLowerCase(Locale.ROOT).equals(name)) {
                return position;
            }
        }
        throw invalid("position: " + name, "use center, tile, or for example bottom_right or top_center");
    }

    private static PgfilesException invalid(String detail, String hint) {
        return new PgfilesException(ErrorCode.INVALID_ARGUMENT, detail, hint);
    }
}
