package org.pgfiles.metadata;

import java.nio.ByteBuffer;

/** A file's bytes where they are needed: all in memory, or fetched from a store piece by piece. */
public interface FileSource {
    /** Bytes of the whole file. */
    long size();

    /**
     * The bytes from an offset on: so many or more, and fewer only where the file or its source's patience ends.
     *
     * @param offset bytes from the start, also beyond the end
     * @param atLeast bytes, 1 or more
     */
    ByteBuffer read(long offset, int atLeast);

    /** A file, or its beginning, that is here. */
    static FileSource of(byte[] file) {
        return new FileSource() {
            @Override
            public long size() {
                return file.length;
            }

            @Override
            public ByteBuffer read(long offset, int atLeast) {
                int start = (int) Math.min(offset, file.length);
                return ByteBuffer.wrap(file, start, file.length - start).slice();
            }
        };
    }
}
