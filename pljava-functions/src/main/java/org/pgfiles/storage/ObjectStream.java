package org.pgfiles.storage;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.pgfiles.PgfilesException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * An object's bytes on their way. The size is known before the first one arrives; with the last one it is known whether these are
 * the store's bytes, if it said what their MD5 is.
 */
public final class ObjectStream implements AutoCloseable {
    private final ResponseInputStream<GetObjectResponse> body;
    private final String what;
    private final long size;
    private final BooleanSupplier isStopped;
    private final Entity entity;
    private final @Nullable MessageDigest digest;
    private long received;

    ObjectStream(ResponseInputStream<GetObjectResponse> body, String what, Seen seen, BooleanSupplier isStopped) {
        this.body = body;
        this.what = what;
        this.isStopped = isStopped;
        GetObjectResponse answer = body.response();
        try {
            this.entity = Entity.of(
                    what,
                    seen,
                    StoreErrors.requestId(answer),
                    answer.eTag(),
                    answer.serverSideEncryptionAsString(),
                    answer.sseCustomerAlgorithm());
            if (answer.contentLength() == null) {
                throw Entity.unavailable(what + ": answer without a length");
            }
            this.size = answer.contentLength();
            this.digest = answer.contentRange() == null ? entity.digest() : null;
        } catch (PgfilesException e) {
            body.abort();
            throw e;
        }
    }

    /** The Content-Range header, null if this is the whole object (RFC 9110 section 14.4). */
    @Nullable
    String range() {
        return body.response().contentRange();
    }

    /** The content type under which it is stored. */
    public @Nullable String contentType() {
        return body.response().contentType();
    }

    /** Bytes. */
    public long size() {
        return size;
    }

    /** The entity tag without its quotes. */
    public String etag() {
        return entity.etag();
    }

    /** The version of the object, if its bucket keeps versions. */
    public @Nullable String versionId() {
        return body.response().versionId();
    }

    /**
     * Fills the buffer from this place, as far as the object goes.
     *
     * @return how many bytes were put there; fewer than fit only at the object's end
     * @throws PgfilesException STORE_UNAVAILABLE if the connection breaks off, nobody waits any longer, or these are not the
     *     bytes of the entity tag
     */
    public int read(byte[] buffer, int offset) {
        int want = (int) Math.min(buffer.length - offset, size - received);
        int have = 0;
        try {
            while (have < want) {
                int count = isStopped.getAsBoolean() ? -1 : body.read(buffer, offset + have, want - have);
                if (count < 0) {
                    throw broken();
                }
                if (digest != null) {
                    digest.update(buffer, offset + have, count);
                }
                have += count;
                received += count;
            }
        } catch (IOException e) {
            throw broken();
        }
        if (have > 0 && received == size) {
            entity.require(digest);
        }
        return have;
    }

    /** Reads on without keeping anything. */
    void skip(long bytes) {
        byte[] chunk = new byte[(int) Math.min(bytes, 64 * 1024)];
        for (long left = bytes; left > 0; ) {
            byte[] piece = left < chunk.length ? new byte[(int) left] : chunk;
            left -= read(piece, 0);
        }
    }

    private PgfilesException broken() {
        return Entity.unavailable(what + ": broke off after " + received + " of " + size + " bytes");
    }

    /** Does not wait for bytes that nobody wants. */
    @Override
    public void close() {
        if (received < size) {
            body.abort();
            return;
        }
        try {
            body.close();
        } catch (IOException e) {
            body.abort(); // All bytes are here, so nothing is lost.
        }
    }
}
