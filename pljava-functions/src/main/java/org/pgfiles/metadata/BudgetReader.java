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

    private final ByteBuffer block;
    private final int start;
    private final int length;
    private int left = BUDGET;

    BudgetReader(ByteBuffer block) {
        this.block = block;
        this.start = block.position();
        this.length = block.remaining();
    }

    @Override
    public int toUnshiftedOffset(int offset) {
        return offset;
    }

    @Override
    public long getLength() {
        return length;
    }

    @Override
    public byte getByte(int index) throws IOException {
        validateIndex(index, 1);
        spend(1);
        return block.get(start + index);
    }

    @Override
    public byte[] getBytes(int index, int count) throws IOException {
        validateIndex(index, count);
        spend(count);
        byte[] bytes = new byte[count];
        block.get(start + index, bytes);
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
        return index >= 0 && count >= 0 && (long) index + count <= length;
    }

    private void spend(int bytes) throws IOException {
        left -= bytes;
        if (left < 0) {
            left = 0; // Every further read fails too, so that no loop goes on.
            throw new IOException("the EXIF block describes more than " + BUDGET + " bytes of values");
        }
    }
}
