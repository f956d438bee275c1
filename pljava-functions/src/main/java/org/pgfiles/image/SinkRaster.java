package org.pgfiles.image;

import java.awt.Point;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/**
 * The destination that a JPEG decoder is given: as large as the photo, but without memory behind it. Each row goes on into
 * a {@link RowSink}.
 *
 * <p>The JDK's decoder hands over one row after the other, from the top, by {@code setRect}; of a JPEG of many scans the whole
 * picture after each, and the last one counts. Should one ever do otherwise, rows are missing in the end and the sink says so.
 */
final class SinkRaster extends WritableRaster {
    private final RowSink sink;
    private final byte[] row;

    private SinkRaster(int width, int height, int components, RowSink sink) {
        super(
                new PixelInterleavedSampleModel(
                        DataBuffer.TYPE_BYTE, width, height, components, width * components, offsets(components)),
                new DataBufferByte(1),
                new Point());
        this.sink = sink;
        this.row = new byte[width * 3];
    }

    /** An image to decode into; one component is grey, three are red, green and blue. */
    static BufferedImage image(int width, int height, int components, RowSink sink) {
        ColorSpace space = ColorSpace.getInstance(components == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
        ComponentColorModel model =
                new ComponentColorModel(space, false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
        return new BufferedImage(model, new SinkRaster(width, height, components, sink), false, null);
    }

    @Override
    public void setRect(int dx, int dy, Raster source) {
        if (dy == 0) {
            sink.restart();
        }
        byte[] samples = ((DataBufferByte) source.getDataBuffer()).getData();
        if (getNumBands() == 1) {
            for (int from = 0, to = 0; to < row.length; from++, to += 3) {
                row[to] = samples[from];
                row[to + 1] = samples[from];
                row[to + 2] = samples[from];
            }
            sink.add(row, 0);
        } else {
            // Red and blue change places on the few pixels that are left in the end.
            sink.add(samples, 0);
        }
    }

    private static int[] offsets(int components) {
        return components == 1 ? new int[] {0} : new int[] {0, 1, 2};
    }
}
