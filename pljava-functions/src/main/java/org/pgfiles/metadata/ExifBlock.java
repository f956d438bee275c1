package org.pgfiles.metadata;

import org.jspecify.annotations.Nullable;

/**
 * Where a container has a block of metadata, EXIF (itself a small TIFF file), XMP or IPTC.
 *
 * @param start bytes from the file's start
 * @param length bytes
 */
record ExifBlock(long start, int length) {
    /** A block that the file's end cuts off is none: it is damaged, or only the head of a file was given. */
    static @Nullable ExifBlock bounded(FileSource file, long start, long length) {
        boolean isWhole = start >= 0 && length > 0 && start + length <= file.size() && length <= Integer.MAX_VALUE;
        return isWhole ? new ExifBlock(start, (int) length) : null;
    }
}
