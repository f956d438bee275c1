package org.pgfiles.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/**
 * Pixels as all steps between decoding and encoding see them: 8 bits a sample, rows without gaps, three samples (blue,
 * green, red) or four (alpha first, and the colours multiplied by it, so that averaging them is right). No step changes
 * its argument.
 */
final class Pixels {
    final byte[] data;
    final int width;
    final int height;
    final int bands;

    Pixels(byte[] data, int width, int height, int bands) {
        this.data = data;
        this.width = width;
        this.height = height;
        this.bands = bands;
    }

    static Pixels blank(int width, int height, int bands) {
        return new Pixels(new byte[Math.multiplyExact(Math.multiplyExact(width, height), bands)], width, height, bands);
    }

    boolean hasAlpha() {
        return bands == 4;
    }

    /** An image for an encoder; one without alpha shares its bytes with this object. */
    BufferedImage toImage() {
        BufferedImage image = new BufferedImage(
                width, height, hasAlpha() ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR);
        byte[] target = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        if (!hasAlpha()) {
            System.arraycopy(data, 0, target, 0, data.length);
            return image;
        }
        for (int i = 0; i < data.length; i += 4) {
            int alpha = data[i] & 0xff;
            target[i] = data[i];
            for (int band = 1; band < 4 && alpha > 0; band++) {
                target[i + band] = (byte) Math.min(255, ((data[i + band] & 0xff) * 255 + alpha / 2) / alpha);
            }
        }
        return image;
    }

    /** Red and blue exchanged. */
    Pixels swapped() {
        Pixels swapped = new Pixels(data.clone(), width, height, bands);
        for (int i = bands - 3; i < data.length; i += bands) {
            swapped.data[i] = data[i + 2];
            swapped.data[i + 2] = data[i];
        }
        return swapped;
    }

    /** The same on white paper: for formats that know no transparency. */
    Pixels onWhite() {
        if (!hasAlpha()) {
            return this;
        }
        Pixels flat = blank(width, height, 3);
        for (int from = 0, to = 0; from < data.length; from += 4, to += 3) {
            int paper = 255 - (data[from] & 0xff);
            for (int band = 0; band < 3; band++) {
                flat.data[to + band] = (byte) Math.min(255, (data[from + 1 + band] & 0xff) + paper);
            }
        }
        return flat;
    }
}
