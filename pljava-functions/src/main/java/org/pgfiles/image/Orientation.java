package org.pgfiles.image;

/**
 * Turns stored pixels upright (EXIF tag 0x0112, Exif 2.32 section 4.6.4.A). The value says where the stored first row and
 * first column belong: 6, a phone held upright, means that the first row is the right side.
 */
final class Orientation {
    private Orientation() {}

    /** Whether width and height change places. */
    static boolean isTurned(int orientation) {
        return orientation >= 5;
    }

    static Pixels upright(Pixels stored, int orientation) {
        int w = stored.width;
        int h = stored.height;
        // Where pixel (0, 0) goes, and how far a step to the right and a step down move, counted in pixels.
        return switch (orientation) {
            case 2 -> moved(stored, w, h, w - 1, -1, w);
            case 3 -> moved(stored, w, h, w * h - 1, -1, -w);
            case 4 -> moved(stored, w, h, w * (h - 1), 1, -w);
            case 5 -> moved(stored, h, w, 0, h, 1);
            case 6 -> moved(stored, h, w, h - 1, h, -1);
            case 7 -> moved(stored, h, w, h * w - 1, -h, -1);
            case 8 -> moved(stored, h, w, h * (w - 1), -h, 1);
            default -> stored;
        };
    }

    private static Pixels moved(Pixels stored, int width, int height, int origin, int right, int down) {
        Pixels upright = Pixels.blank(width, height, stored.bands);
        int from = 0;
        for (int y = 0; y < stored.height; y++) {
            int to = origin + y * down;
            for (int x = 0; x < stored.width; x++, to += right) {
                for (int band = 0; band < stored.bands; band++) {
                    upright.data[to * stored.bands + band] = stored.data[from++];
                }
            }
        }
        return upright;
    }
}
