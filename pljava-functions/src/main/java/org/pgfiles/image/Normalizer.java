package org.pgfiles.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.util.function.BooleanSupplier;

/**
 * Whatever a decoder yields as {@link Pixels}. Samples are taken as they are stored: Java's own conversion of grey and of
 * 16 bits assumes linear light and brightens them.
 */
final class Normalizer {
    private Normalizer() {}

    static Pixels normalize(BufferedImage image, BooleanSupplier isStopped) {
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR
                && image.getRaster().getDataBuffer() instanceof DataBufferByte buffer
                && buffer.getSize() == image.getWidth() * image.getHeight() * 3) {
            return new Pixels(buffer.getData(), image.getWidth(), image.getHeight(), 3);
        }
        return isPlain(image) ? fromSamples(image, isStopped) : fromColours(image, isStopped);
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

    private static Pixels fromSamples(BufferedImage image, BooleanSupplier isStopped) {
        Raster raster = image.getRaster();
        ColorModel model = image.getColorModel();
        int bits = model.getComponentSize(0);
        int from = raster.getNumBands();
        boolean alpha = model.hasAlpha();
        int green = from >= 3 ? 1 : 0;
        int blue = from >= 3 ? 2 : 0;
        Pixels result = Pixels.blank(image.getWidth(), image.getHeight(), alpha ? 4 : 3);
        int[] row = new int[image.getWidth() * from];
        int to = 0;
        for (int y = 0; y < result.height; y++) {
            Stop.check(isStopped, y);
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, result.width, 1, row);
            for (int at = 0; at < row.length; at += from) {
                int opacity = alpha ? eight(row[at + from - 1], bits) : 255;
                to = put(
                        result,
                        to,
                        opacity,
                        eight(row[at], bits),
                        eight(row[at + green], bits),
                        eight(row[at + blue], bits));
            }
        }
        return result;
    }

    /** Palettes and everything rare: Java knows the colour of each pixel. */
    private static Pixels fromColours(BufferedImage image, BooleanSupplier isStopped) {
        boolean alpha = image.getColorModel().hasAlpha();
        Pixels result = Pixels.blank(image.getWidth(), image.getHeight(), alpha ? 4 : 3);
        int[] row = new int[image.getWidth()];
        int to = 0;
        for (int y = 0; y < result.height; y++) {
            Stop.check(isStopped, y);
            image.getRGB(0, y, result.width, 1, row, 0, result.width);
            for (int argb : row) {
                to = put(result, to, argb >>> 24, argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff);
            }
        }
        return result;
    }

    private static int put(Pixels result, int at, int alpha, int red, int green, int blue) {
        int to = at;
        if (result.hasAlpha()) {
            result.data[to++] = (byte) alpha;
            result.data[to++] = (byte) ((blue * alpha + 127) / 255);
            result.data[to++] = (byte) ((green * alpha + 127) / 255);
            result.data[to++] = (byte) ((red * alpha + 127) / 255);
        } else {
            result.data[to++] = (byte) blue;
            result.data[to++] = (byte) green;
            result.data[to++] = (byte) red;
        }
        return to;
    }

    private static int eight(int sample, int bits) {
        return bits >= 8 ? sample >>> (bits - 8) : sample * 255 / ((1 << bits) - 1);
    }
}
