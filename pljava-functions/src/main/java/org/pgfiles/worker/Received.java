package org.pgfiles.worker;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.pgfiles.metadata.MediaType;
import org.pgfiles.metadata.TypeSniffer;
import org.pgfiles.storage.ObjectStream;

/**
 * An object that was read to its end. Only an image is kept in memory, and only one that is not too large for it; of
 * anything else nothing but its head and its checksum is.
 *
 * @param sniffedType from the first bytes
 * @param bytes the whole image, or the head of another file
 * @param isWhole whether these are all bytes
 * @param sha256 hexadecimal digits, over all bytes
 * @param heap what the image takes of it; closed when nobody works on the image any more
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Received(MediaType sniffedType, byte[] bytes, boolean isWhole, String sha256, HeapRoom.Share heap)
        implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;

    /**
     * Reads an object.
     *
     * @param maxImageBytes a larger image is not kept
     * @param headBytes how much of what is not kept is kept nevertheless
     */
    static Received from(ObjectStream stream, long maxImageBytes, int headBytes, HeapShares heap) {
        byte[] start = new byte[(int) Math.min(stream.size(), TypeSniffer.HEAD_BYTES)];
        stream.read(start, 0);
        MediaType type = TypeSniffer.sniff(start);
        boolean isKept = type.isImage() && stream.size() <= Math.min(maxImageBytes, Integer.MAX_VALUE - 8);
        long kept = isKept ? stream.size() : Math.min(stream.size(), Math.max(start.length, headBytes));
        HeapRoom.Share share = heap.take(isKept ? ImageNeed.bytes(start, type, kept) : kept);
        try {
            byte[] bytes = Arrays.copyOf(start, (int) kept);
            stream.read(bytes, start.length);
            MessageDigest digest = newDigest();
            digest.update(bytes);
            byte[] chunk = new byte[kept < stream.size() ? CHUNK : 0];
            for (int count = stream.read(chunk, 0); count > 0; count = stream.read(chunk, 0)) {
                digest.update(chunk, 0, count);
            }
            String sha256 = HexFormat.of().formatHex(digest.digest());
            return new Received(type, bytes, kept == stream.size(), sha256, share);
        } catch (RuntimeException | OutOfMemoryError e) {
            share.close();
            throw e;
        }
    }

    @Override
    public void close() {
        heap.close();
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
