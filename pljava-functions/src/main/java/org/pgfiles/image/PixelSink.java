package org.pgfiles.image;

import java.awt.Point;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.WritableRaster;

/**
 * As {@link SinkRaster}, for the JDK's PNG decoder and samples of 16 bits, of which that keeps eight here: 50 megapixels with
 * transparency would otherwise take 400 MB. It hands over one pixel after the other, by {@code setPixel}.
 */
final class PixelSink extends WritableRaster {
    private final RowSink sink;
    private final byte[] row;
    private int filled;

    private PixelSink(int width, int height, int samples, RowSink sink) {
        super(
                new PixelInterleavedSampleModel(
                        DataBuffer.TYPE_BYTE, width, height, samples, width * samples, offsets(samples)),
                new DataBufferByte(1),
                new Point());
        this.sink = sink;
        this.row = new byte[width * sink.bands()];
    }

    /** An image to decode into; its samples are grey or red, green, blue, and perhaps alpha. */
    static BufferedImage image(int width, int height, int samples, RowSink sink) {
        ColorSpace space = ColorSpace.getInstance(samples < 3 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
        boolean hasAlpha = samples % 2 == 0;
        ComponentColorModel model = new ComponentColorModel(
                space,
                hasAlpha,
                false,
                hasAlpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                DataBuffer.TYPE_BYTE);
        return new BufferedImage(model, new PixelSink(width, height, samples, sink), false, null);
    }

    @Override
    public void setPixel(int x, int y, int[] samples) {
        int alpha = getNumBands() % 2 == 0 ? samples[getNumBands() - 1] : -1;
        boolean isGrey = getNumBands() < 3;
        filled = Normalizer.put(row, filled, alpha, samples[0], samples[isGrey ? 0 : 1], samples[isGrey ? 0 : 2]);
        if (filled == row.length) {
            sink.add(row, 0);
            filled = 0;
        }
    }

    private static int[] offsets(int samples) {
        int[] offsets = new int[samples];
        for (int i = 0; i < samples; i++) {
            offsets[i] = i;
        }
        return offsets;
    }
}
