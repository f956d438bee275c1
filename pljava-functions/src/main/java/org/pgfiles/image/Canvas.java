package org.pgfiles.image;

import java.util.Arrays;

/** Fills up a picture to an exact size. */
final class Canvas {
    private Canvas() {}

    /** The picture in the middle of a white, or else transparent, area. */
    static Pixels centred(Pixels picture, int width, int height, boolean isTransparent) {
        Pixels shown = isTransparent ? withAlpha(picture) : picture.onWhite();
        Pixels area = Pixels.blank(width, height, shown.bands);
        if (!isTransparent) {
            Arrays.fill(area.data, (byte) 255);
        }
        int left = (width - shown.width) / 2;
        int top = (height - shown.height) / 2;
        int rowBytes = shown.width * shown.bands;
        for (int y = 0; y < shown.height; y++) {
            System.arraycopy(shown.data, y * rowBytes, area.data, ((top + y) * width + left) * shown.bands, rowBytes);
        }
        return area;
    }

    private static Pixels withAlpha(Pixels picture) {
        if (picture.hasAlpha()) {
            return picture;
        }
        Pixels opaque = Pixels.blank(picture.width, picture.height, 4);
        for (int from = 0, to = 0; from < picture.data.length; from += 3, to += 4) {
            opaque.data[to] = (byte) 255;
            System.arraycopy(picture.data, from, opaque.data, to + 1, 3);
        }
        return opaque;
    }
}
