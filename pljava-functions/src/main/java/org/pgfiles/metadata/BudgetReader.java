package org.pgfiles.metadata;

import com.drew.lang.RandomAccessReader;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads an EXIF block with a limit on the work. The directories of a hostile file may overlap, so that 64 KiB describe
 * hundreds of millions of values; an honest photo needs a few thousand reads.
 */
final class BudgetReader extends RandomAccessReader {
    private static final int BUDGET = 2_000_000;

    private final FileSource file;
    private final ExifBlock block;
    private int left = BUDGET;
    private ByteBuffer window = ByteBuffer.allocate(0);
    private int windowStart;

    BudgetReader(FileSource file, ExifBlock block) {
        this.file = file;
        this.block = block;
    }

    @Override
    public int toUnshiftedOffset(int offset) {
        return offset;
    }

    @Override
    public long getLength() {
        return block.length();
    }

    @Override
    public byte getByte(int index) throws IOException {
        require(index, 1);
        return window.get(index - windowStart);
    }

    @Override
    public byte[] getBytes(int index, int count) throws IOException {
        require(index, count);
        byte[] bytes = new byte[count];
        window.get(index - windowStart, bytes);
        return bytes;
    }

    @Override
    protected void validateIndex(int index, int count) throws IOException {
        if (!isValidIndex(index, count)) {
            throw new IOException("a value lies outside of the EXIF block");
        }
    }

    @Override
    protected boolean isValidIndex(int index, int count) {
        return index >= 0 && count >= 0 && (long) index + count <= block.length();
    }

    /** Has the window hold these bytes. */
    private void require(int index, int count) throws IOException {
        validateIndex(index, count);
        left -= count;
        if (left < 0) {
            left = 0; // Every further read fails too, so that no loop goes on.
            throw new IOException("the EXIF block describes more than " + BUDGET + " bytes of values");
        }
        if (index < windowStart || index + count > windowStart + window.limit()) {
            window = file.read(block.start() + index, Math.max(1, count));
            windowStart = index;
            if (window.limit() < count) {
                throw new IOException("a value lies where the file was not read");
            }
        }
    }
}
