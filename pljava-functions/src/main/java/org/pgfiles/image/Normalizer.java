package org.pgfiles.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;

/**
 * Whatever a decoder yields as rows for {@link RowSink}. Samples are taken as they are stored: Java's own conversion of grey and of
 * 16 bits assumes linear light and brightens them.
 */
final class Normalizer {
    private Normalizer() {}

    /** The samples per pixel that {@link #toRows} yields: 3, or 4 with transparency. */
    static int bands(ColorModel model) {
        return model.hasAlpha() ? 4 : 3;
    }

    static void toRows(BufferedImage image, RowSink sink) {
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR
                && image.getRaster().getDataBuffer() instanceof DataBufferByte buffer
                && buffer.getSize() == image.getWidth() * image.getHeight() * 3) {
            for (int y = 0; y < image.getHeight(); y++) {
                sink.add(buffer.getData(), y * image.getWidth() * 3);
            }
        } else if (isPlain(image)) {
            fromSamples(image, sink);
        } else {
            fromColours(image, sink);
        }
    }

    /** Whole-number samples, each pixel grey or red, green, blue, with or without alpha. */
    private static boolean isPlain(BufferedImage image) {
        ColorModel model = image.getColorModel();
        int space = model.getColorSpace().getType();
        int colours = image.getRaster().getNumBands() - (model.hasAlpha() ? 1 : 0);
        boolean isInteger = image.getRaster().getTransferType() == DataBuffer.TYPE_BYTE
                || image.getRaster().getTransferType() == DataBuffer.TYPE_USHORT;
        return model instanceof ComponentColorModel
                && isInteger
                && !model.isAlphaPremultiplied()
                && ((space == ColorSpace.TYPE_GRAY && colours == 1) || (space == ColorSpace.TYPE_RGB && colours == 3));
    }

    private static void fromSamples(BufferedImage image, RowSink sink) {
        Raster raster = image.getRaster();
        ColorModel model = image.getColorModel();
        int bits = model.getComponentSize(0);
        int from = raster.getNumBands();
        boolean alpha = model.hasAlpha();
        int green = from >= 3 ? 1 : 0;
        int blue = from >= 3 ? 2 : 0;
        byte[] result = new byte[image.getWidth() * sink.bands()];
        int[] row = new int[image.getWidth() * from];
        for (int y = 0; y < image.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, image.getWidth(), 1, row);
            int to = 0;
            for (int at = 0; at < row.length; at += from) {
                int opacity = alpha ? eight(row[at + from - 1], bits) : -1;
                to = put(
                        result,
                        to,
                        opacity,
                        eight(row[at], bits),
                        eight(row[at + green], bits),
                        eight(row[at + blue], bits));
            }
            sink.add(result, 0);
        }
    }

    /** Palettes and everything rare: Java knows the colour of each pixel. */
    private static void fromColours(BufferedImage image, RowSink sink) {
        boolean alpha = sink.bands() == 4;
        byte[] result = new byte[image.getWidth() * sink.bands()];
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, image.getWidth(), 1, row, 0, image.getWidth());
            int to = 0;
            for (int argb : row) {
                to = put(result, to, alpha ? argb >>> 24 : -1, argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff);
            }
            sink.add(result, 0);
        }
    }

    /** Writes one pixel of unmultiplied colours; the alpha is -1 for an image without. Returns where the next one goes. */
    static int put(byte[] result, int at, int alpha, int red, int green, int blue) {
        if (alpha < 0) {
            result[at] = (byte) blue;
            result[at + 1] = (byte) green;
            result[at + 2] = (byte) red;
            return at + 3;
        }
        result[at] = (byte) alpha;
        result[at + 1] = (byte) ((blue * alpha + 127) / 255);
        result[at + 2] = (byte) ((green * alpha + 127) / 255);
        result[at + 3] = (byte) ((red * alpha + 127) / 255);
        return at + 4;
    }

    private static int eight(int sample, int bits) {
        return bits >= 8 ? sample >>> (bits - 8) : sample * 255 / ((1 << bits) - 1);
    }
}
