package org.pgfiles.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import net.coobird.thumbnailator.resizers.Resizer;

/**
 * Makes pictures of TYPE_3BYTE_BGR smaller for Thumbnailator, whose own resizers look at four pixels for each new one: this
 * one looks at all that the new one covers, and at some around it.
 *
 * <p>Down before across, because sums of whole rows are what the compiler makes vector instructions of.
 */
final class KernelResizer implements Resizer {
    private static final int BANDS = 3;

    @Override
    public void resize(BufferedImage source, BufferedImage target) {
        Weights down = Weights.of(source.getHeight(), target.getHeight());
        Weights across = Weights.of(source.getWidth(), target.getWidth());
        int samples = Math.max(source.getWidth(), across.count()) * BANDS;
        float[][] rows = new float[down.count()][samples];
        float[] sums = new float[samples];
        int read = 0;
        for (int y = 0; y < target.getHeight(); y++) {
            for (; read < down.first(y) + down.count(); read++) {
                read(source, Math.min(read, source.getHeight() - 1), rows[read % rows.length]);
            }
            weigh(rows, down, y, sums);
            shorten(sums, across, data(target), offset(target, y));
        }
    }

    private static void read(BufferedImage source, int y, float[] row) {
        byte[] data = data(source);
        int from = offset(source, y);
        int samples = source.getWidth() * BANDS;
        for (int i = 0; i < samples; i++) {
            row[i] = data[from + i] & 0xff;
        }
    }

    private static void weigh(float[][] rows, Weights down, int y, float[] sums) {
        int first = down.first(y);
        for (int k = 0; k < down.count(); k += Weights.STEP) {
            add(
                    k == 0 ? 0 : 1,
                    rows[(first + k) % rows.length],
                    down.weight(y, k),
                    rows[(first + k + 1) % rows.length],
                    down.weight(y, k + 1),
                    rows[(first + k + 2) % rows.length],
                    down.weight(y, k + 2),
                    rows[(first + k + 3) % rows.length],
                    down.weight(y, k + 3),
                    sums);
        }
    }

    /** Four rows at a time: reading and writing the sums in between is what takes time. */
    private static void add(
            float kept,
            float[] a,
            float ofA,
            float[] b,
            float ofB,
            float[] c,
            float ofC,
            float[] d,
            float ofD,
            float[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] = kept * sums[i] + ofA * a[i] + ofB * b[i] + ofC * c[i] + ofD * d[i];
        }
    }

    private static void shorten(float[] row, Weights across, byte[] result, int start) {
        int to = start;
        for (int x = 0; x < across.length(); x++, to += BANDS) {
            int from = across.first(x) * BANDS;
            float blue = 0;
            float green = 0;
            float red = 0;
            for (int k = 0; k < across.count(); k++, from += BANDS) {
                float weight = across.weight(x, k);
                blue += weight * row[from];
                green += weight * row[from + 1];
                red += weight * row[from + 2];
            }
            result[to] = sample(blue);
            result[to + 1] = sample(green);
            result[to + 2] = sample(red);
        }
    }

    private static byte sample(float value) {
        return (byte) Math.max(0, Math.min(255, (int) (value + 0.5f)));
    }

    private static byte[] data(BufferedImage image) {
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }

    /** Of a row's first sample; the picture may be a part of another one. */
    private static int offset(BufferedImage image, int y) {
        Raster raster = image.getRaster();
        PixelInterleavedSampleModel layout = (PixelInterleavedSampleModel) raster.getSampleModel();
        return (y - raster.getSampleModelTranslateY()) * layout.getScanlineStride()
                - raster.getSampleModelTranslateX() * BANDS;
    }
}
