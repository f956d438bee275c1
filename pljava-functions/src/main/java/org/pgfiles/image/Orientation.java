package org.pgfiles.image;

import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import org.pgfiles.metadata.MediaType;

/**
 * Turns stored pixels upright (EXIF tag 0x0112, Exif 2.32 section 4.6.4.A). The value says where the stored first row and
 * first column belong: 6, a phone held upright, means that the first row is the right side.
 *
 * <p>Not by Thumbnailator's filters: they move a picture by half a pixel, and so blur it, if width and height differ by
 * an odd number.
 */
final class Orientation {
    private Orientation() {}

    /**
     * Whether decoders of this type yield upright pixels already. HEIF has boxes for that (ISO 23008-12 section 6.5.10), and
     * its EXIF only repeats them.
     */
    static boolean isObeyedByDecoders(MediaType type) {
        return switch (type) {
            case HEIC, HEIF, AVIF -> true;
            case JPEG, PNG, GIF, WEBP, TIFF, BMP, PDF, MP4, QUICKTIME, WEBM, MATROSKA, TEXT, UNKNOWN -> false;
        };
    }

    /** Whether width and height change places. */
    static boolean isTurned(int orientation) {
        return orientation >= 5;
    }

    /** Where a point of the upright picture is in the stored one. */
    static Focus stored(Focus upright, int orientation) {
        double x = upright.x();
        double y = upright.y();
        return switch (orientation) {
            case 2 -> new Focus(1 - x, y);
            case 3 -> new Focus(1 - x, 1 - y);
            case 4 -> new Focus(x, 1 - y);
            case 5 -> new Focus(y, x);
            case 6 -> new Focus(y, 1 - x);
            case 7 -> new Focus(1 - y, 1 - x);
            case 8 -> new Focus(1 - y, x);
            default -> upright;
        };
    }

    static BufferedImage upright(BufferedImage stored, int orientation) {
        int w = stored.getWidth();
        int h = stored.getHeight();
        return switch (orientation) {
            case 2 -> moved(stored, w, h, new AffineTransform(-1, 0, 0, 1, w, 0));
            case 3 -> moved(stored, w, h, new AffineTransform(-1, 0, 0, -1, w, h));
            case 4 -> moved(stored, w, h, new AffineTransform(1, 0, 0, -1, 0, h));
            case 5 -> moved(stored, h, w, new AffineTransform(0, 1, 1, 0, 0, 0));
            case 6 -> moved(stored, h, w, new AffineTransform(0, 1, -1, 0, h, 0));
            case 7 -> moved(stored, h, w, new AffineTransform(0, -1, -1, 0, h, w));
            case 8 -> moved(stored, h, w, new AffineTransform(0, -1, 1, 0, 0, w));
            default -> stored;
        };
    }

    private static BufferedImage moved(BufferedImage stored, int width, int height, AffineTransform move) {
        return new AffineTransformOp(move, AffineTransformOp.TYPE_NEAREST_NEIGHBOR)
                .filter(stored, new BufferedImage(width, height, stored.getType()));
    }
}
