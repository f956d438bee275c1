package org.pgfiles.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;

/**
 * Takes an image row by row, as a decoder yields it, and keeps only the average of each block of pixels. A photo of 50
 * megapixels so never lies in memory as a whole.
 */
final class RowSink {
    private final int width;
    private final int height;
    private final int factor;
    private final BooleanSupplier isStopped;
    private final BufferedImage small;
    private final byte[] data;
    private final int bands;
    private final int[] sums;
    private int rows;

    /** @param factor how many pixels squared become one; a last, incomplete block is averaged over what it has */
    RowSink(int width, int height, int bands, int factor, BooleanSupplier isStopped) {
        this.width = width;
        this.height = height;
        this.factor = factor;
        this.isStopped = isStopped;
        this.bands = bands;
        this.small = new BufferedImage(
                (width + factor - 1) / factor,
                (height + factor - 1) / factor,
                bands == 4 ? BufferedImage.TYPE_4BYTE_ABGR_PRE : BufferedImage.TYPE_3BYTE_BGR);
        this.data = ((DataBufferByte) small.getRaster().getDataBuffer()).getData();
        this.sums = factor == 1 ? new int[0] : new int[small.getWidth() * bands];
    }

    int bands() {
        return bands;
    }

    /** The first row comes next, whatever came before. */
    void restart() {
        rows = 0;
        Arrays.fill(sums, 0);
    }

    /**
     * The next row, its samples from this place on: blue, green, red, or alpha first and the colours multiplied by it, so
     * that averaging them is right.
     */
    void add(byte[] row, int offset) {
        Stop.check(isStopped, rows);
        if (rows == height) {
            return; // A decoder that yields more than it said.
        }
        if (factor == 1) {
            System.arraycopy(row, offset, data, rows++ * width * bands, width * bands);
            return;
        }
        if (bands == 3) {
            sumThree(row, offset);
        } else {
            sumFour(row, offset);
        }
        rows++;
        if (rows % factor == 0 || rows == height) {
            average((rows - 1) / factor, (rows - 1) % factor + 1);
            Arrays.fill(sums, 0);
        }
    }

    /** The picture, of TYPE_3BYTE_BGR or TYPE_4BYTE_ABGR_PRE, or an error if rows are missing. */
    BufferedImage finish() {
        if (rows != height) {
            throw new PgfilesException(
                    ErrorCode.DAMAGED_MEDIA,
                    "the image has " + rows + " of " + height + " rows",
                    "upload the image again");
        }
        return small;
    }

    /** The same after rows of red, green, blue. */
    BufferedImage finishSwapped() {
        BufferedImage picture = finish();
        for (int i = 0; i < data.length; i += 3) {
            byte red = data[i];
            data[i] = data[i + 2];
            data[i + 2] = red;
        }
        return picture;
    }

    /** With constants for the usual photos, so that the compiler unrolls the inner loop: it is half of the work. */
    private void sumThree(byte[] row, int offset) {
        switch (factor) {
            case 2 -> sumThree(row, offset, 2);
            case 3 -> sumThree(row, offset, 3);
            case 4 -> sumThree(row, offset, 4);
            default -> sumThree(row, offset, factor);
        }
    }

    private void sumThree(byte[] row, int offset, int across) {
        int at = offset;
        int full = width / across * 3;
        for (int to = 0; to < full; to += 3) {
            int blue = 0;
            int green = 0;
            int red = 0;
            for (int i = 0; i < across; i++, at += 3) {
                blue += row[at] & 0xff;
                green += row[at + 1] & 0xff;
                red += row[at + 2] & 0xff;
            }
            sums[to] += blue;
            sums[to + 1] += green;
            sums[to + 2] += red;
        }
        sumRest(row, at, offset + width * 3);
    }

    private void sumFour(byte[] row, int offset) {
        int at = offset;
        int full = width / factor * 4;
        for (int to = 0; to < full; to += 4) {
            for (int i = 0; i < factor; i++, at += 4) {
                sums[to] += row[at] & 0xff;
                sums[to + 1] += row[at + 1] & 0xff;
                sums[to + 2] += row[at + 2] & 0xff;
                sums[to + 3] += row[at + 3] & 0xff;
            }
        }
        sumRest(row, at, offset + width * 4);
    }

    private void sumRest(byte[] row, int start, int end) {
        for (int at = start, i = 0; at < end; at++, i++) {
            sums[sums.length - bands + i % bands] += row[at] & 0xff;
        }
    }

    private void average(int y, int blockRows) {
        int to = y * sums.length;
        int full = width / factor * bands;
        average(0, full, to, factor * blockRows);
        average(full, sums.length, to, width % factor * blockRows);
    }

    private void average(int start, int end, int to, int count) {
        float share = 1f / count;
        for (int i = start; i < end; i++) {
            data[to + i] = (byte) (int) (sums[i] * share + 0.5f);
        }
    }
}
