package org.pgfiles.image;

import java.awt.image.Raster;

/** Four-component JPEGs from print shops, which Java's reader yields as raw samples only. */
final class Cmyk {
    private Cmyk() {}

    /**
     * The usual approximation without a profile: each colour is what its ink and black let through.
     *
     * @param isYcck the first three samples are YCbCr of the inks' complements (Adobe transform 2)
     * @param isInverted 255 means no ink, as Adobe's programs write it
     */
    static void toRows(Raster raster, boolean isYcck, boolean isInverted, RowSink sink) {
        byte[] result = new byte[raster.getWidth() * 3];
        int[] row = new int[raster.getWidth() * 4];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, raster.getWidth(), 1, row);
            int to = 0;
            for (int at = 0; at < row.length; at += 4) {
                if (isYcck) {
                    inks(row, at);
                }
                int flip = isInverted ? 0 : 255;
                int black = row[at + 3] ^ flip;
                for (int band = 2; band >= 0; band--) {
                    result[to++] = (byte) (((row[at + band] ^ flip) * black + 127) / 255);
                }
            }
            sink.add(result, 0);
        }
    }

    /** YCbCr to RGB (JFIF 1.02), whose complement the inks are. */
    private static void inks(int[] row, int at) {
        double y = row[at];
        double cb = row[at + 1] - 128;
        double cr = row[at + 2] - 128;
        row[at] = 255 - clamp(y + 1.402 * cr);
        row[at + 1] = 255 - clamp(y - 0.344136 * cb - 0.714136 * cr);
        row[at + 2] = 255 - clamp(y + 1.772 * cb);
    }

    private static int clamp(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }
}
