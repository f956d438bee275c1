package org.pgfiles.worker;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.metadata.FileSource;
import org.pgfiles.storage.ObjectStore;

/** An object of which only the pieces that are looked at are fetched, and only so many; then it seems to end. */
final class RangedFile implements FileSource {
    /** What an ordinary photo's EXIF needs: it lies at the beginning, in a segment of less than 64 KiB. */
    private static final int PIECE = 64 * 1024;

    private static final int MAX_REQUESTS = 8;
    private static final int MAX_BYTES = 1 << 20;

    /** A film's parts are found one after the other. */
    private static final int MAX_REQUESTS_OF_VIDEO = 80;

    private final ObjectStore store;
    private final String key;
    private final BooleanSupplier isStopped;
    private final int maxRequests;
    private final int maxBytes;
    private final TreeMap<Long, byte[]> pieces = new TreeMap<>();
    private String etag;
    private long size;
    private int requests;
    private int received;

    private RangedFile(
            ObjectStore store, String key, String etag, int maxRequests, int maxBytes, BooleanSupplier isStopped) {
        this.store = store;
        this.key = key;
        this.etag = etag;
        this.maxRequests = maxRequests;
        this.maxBytes = maxBytes;
        this.isStopped = isStopped;
        fetch(0, PIECE);
    }

    /**
     * Fetches the beginning of an image, and with it the size.
     *
     * @param etag all pieces are of the object that has it; empty: that the first is of
     */
    static RangedFile open(ObjectStore store, String key, String etag, BooleanSupplier isStopped) {
        return new RangedFile(store, key, etag, MAX_REQUESTS, MAX_BYTES, isStopped);
    }

    /** The same of a film, of which more may be fetched. */
    static RangedFile ofVideo(ObjectStore store, String key, String etag, int maxBytes, BooleanSupplier isStopped) {
        return new RangedFile(store, key, etag, MAX_REQUESTS_OF_VIDEO, maxBytes, isStopped);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public ByteBuffer read(long offset, int atLeast) {
        long wanted = Math.min(atLeast, size - offset);
        if (offset < 0 || wanted <= 0) {
            return ByteBuffer.allocate(0);
        }
        ByteBuffer here = piece(offset);
        if (here != null && here.limit() >= wanted) {
            return here;
        }
        int length = (int) Math.min(Math.max(wanted, PIECE), maxBytes - received);
        if (requests == maxRequests || length <= 0 || isStopped.getAsBoolean()) {
            return ByteBuffer.allocate(0);
        }
        return ByteBuffer.wrap(fetch(offset, length));
    }

    int requests() {
        return requests;
    }

    /** Bytes that were fetched. */
    int received() {
        return received;
    }

    private @Nullable ByteBuffer piece(long offset) {
        Map.Entry<Long, byte[]> piece = pieces.floorEntry(offset);
        if (piece == null || offset - piece.getKey() >= piece.getValue().length) {
            return null;
        }
        int start = (int) (offset - piece.getKey());
        return ByteBuffer.wrap(piece.getValue(), start, piece.getValue().length - start)
                .slice();
    }

    private byte[] fetch(long offset, int length) {
        ObjectStore.Piece piece = store.getRange(key, offset, length);
        requests++;
        if (!etag.isEmpty() && !piece.etag().isEmpty() && !etag.equals(piece.etag())) {
            throw new PgfilesException(
                    ErrorCode.STORE_UNAVAILABLE,
                    key + ": became another object while it was read",
                    "it is tried again later");
        }
        etag = piece.etag().isEmpty() ? etag : piece.etag();
        received += piece.bytes().length;
        size = piece.objectSize();
        pieces.put(offset, piece.bytes());
        return piece.bytes();
    }
}
