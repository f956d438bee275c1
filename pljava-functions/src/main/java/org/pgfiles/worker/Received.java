package org.pgfiles.worker;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.ToLongFunction;
import org.pgfiles.metadata.MediaType;
import org.pgfiles.metadata.TypeSniffer;
import org.pgfiles.storage.ObjectStream;

/**
 * An object that was read. Only what is decoded is kept in memory, and only if it is not too large for it; of
 * anything else nothing but its head and its checksum is.
 */
final class Received implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;

    private final MediaType sniffedType;
    private final byte[] bytes;
    private final boolean isWhole;
    private final String sha256;
    private final HeapRoom.Share heap;

    private Received(MediaType sniffedType, byte[] bytes, boolean isWhole, String sha256, HeapRoom.Share heap) {
        this.sniffedType = sniffedType;
        this.bytes = bytes;
        this.isWhole = isWhole;
        this.sha256 = sha256;
        this.heap = heap;
    }

    /**
     * Reads an object to its end.
     *
     * @param maxBytes by type: what is larger is not kept
     * @param headBytes how much of what is not kept is kept nevertheless
     */
    static Received from(ObjectStream stream, ToLongFunction<MediaType> maxBytes, int headBytes, HeapShares heap) {
        return read(stream, maxBytes, headBytes, true, heap);
    }

    /** The same of one whose checksum nobody asks for, so that what is not kept is not fetched. */
    static Received kept(ObjectStream stream, ToLongFunction<MediaType> maxBytes, HeapShares heap) {
        return read(stream, maxBytes, 0, false, heap);
    }

    private static Received read(
            ObjectStream stream,
            ToLongFunction<MediaType> maxBytes,
            int headBytes,
            boolean isToItsEnd,
            HeapShares heap) {
        byte[] start = new byte[(int) Math.min(stream.size(), TypeSniffer.HEAD_BYTES)];
        stream.read(start, 0);
        MediaType type = TypeSniffer.sniff(start);
        long limit = Math.min(maxBytes.applyAsLong(type), Integer.MAX_VALUE - 8);
        boolean isKept = stream.size() > 0 && stream.size() <= limit;
        long kept = isKept ? stream.size() : Math.min(stream.size(), Math.max(start.length, headBytes));
        HeapRoom.Share share = heap.take(isKept ? ImageNeed.bytes(start, type, kept) : kept);
        try {
            byte[] bytes = Arrays.copyOf(start, (int) kept);
            stream.read(bytes, start.length);
            MessageDigest digest = newDigest();
            digest.update(bytes);
            byte[] chunk = new byte[isToItsEnd && kept < stream.size() ? CHUNK : 0];
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

    /** From the first bytes. */
    MediaType sniffedType() {
        return sniffedType;
    }

    /** The whole file, or the head of one that is not kept. */
    byte[] bytes() {
        return bytes;
    }

    /** Whether these are all bytes. */
    boolean isWhole() {
        return isWhole;
    }

    /** Hexadecimal digits, over all bytes that were read. */
    String sha256() {
        return sha256;
    }

    /** Gives back what it takes of the heap: nobody works on it any more. */
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
