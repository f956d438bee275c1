package org.pgfiles.image;

import java.util.function.BooleanSupplier;
import javax.imageio.stream.ImageInputStreamImpl;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;

/**
 * A file in memory as decoders read it. A decoder that goes on asking after the end, or whose work nobody waits for any
 * more, gets an error that it does not catch; some would otherwise make up the rest of the picture, bit by bit.
 */
final class FileInput extends ImageInputStreamImpl {
    /** Decoders look ahead a little, and do so at the end of good files too. */
    private static final int MAX_READS_PAST_END = 200;

    private static final int READS_BETWEEN_CHECKS = 1 << 16;

    private final byte[] file;
    private final BooleanSupplier isStopped;
    private int readsPastEnd;
    private int reads;

    FileInput(byte[] file, BooleanSupplier isStopped) {
        this.file = file;
        this.isStopped = isStopped;
    }

    @Override
    public int read() {
        bitOffset = 0;
        return hasMore() ? file[(int) streamPos++] & 0xff : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int count = (int) Math.min(length, file.length - streamPos);
        System.arraycopy(file, (int) streamPos, buffer, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return file.length;
    }

    private boolean hasMore() {
        if (++reads % READS_BETWEEN_CHECKS == 0 && isStopped.getAsBoolean()) {
            throw Stop.stopped();
        }
        if (streamPos < file.length) {
            return true;
        }
        if (++readsPastEnd > MAX_READS_PAST_END) {
            throw new PgfilesException(
                    ErrorCode.DAMAGED_MEDIA, "the file ends before the image does", "upload the image again");
        }
        return false;
    }
}
