package org.pgfiles.storage;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** An object's bytes on their way. The size is known before the first one arrives. */
public final class ObjectStream implements AutoCloseable {
    private final ResponseInputStream<GetObjectResponse> body;
    private final String what;
    private final long size;
    private final BooleanSupplier isStopped;
    private long received;

    ObjectStream(ResponseInputStream<GetObjectResponse> body, String what, BooleanSupplier isStopped) {
        this.body = body;
        this.what = what;
        this.isStopped = isStopped;
        Long length = body.response().contentLength();
        this.size = length == null ? -1 : length;
        if (size < 0) {
            body.abort();
            throw new PgfilesException(ErrorCode.STORE_UNAVAILABLE, what + ": answer without a length", "");
        }
    }

    /** Bytes of the whole object, of which this may be a part (RFC 9110 section 14.4). */
    long objectSize() {
        String range = body.response().contentRange();
        int slash = range == null ? -1 : range.lastIndexOf('/');
        return range == null || slash < 0 ? size : Long.parseLong(range.substring(slash + 1));
    }

    /** Bytes. */
    public long size() {
        return size;
    }

    /** The entity tag without its quotes. */
    public String etag() {
        String etag = body.response().eTag();
        return etag == null ? "" : etag.replace("\"", "");
    }

    /** The version of the object, if its bucket keeps versions. */
    public @Nullable String versionId() {
        return body.response().versionId();
    }

    /**
     * Fills the buffer from this place, as far as the object goes.
     *
     * @return how many bytes were put there; fewer than fit only at the object's end
     * @throws PgfilesException STORE_UNAVAILABLE if the connection breaks off or nobody waits any longer
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
                have += count;
                received += count;
            }
        } catch (IOException e) {
            throw broken();
        }
        return have;
    }

    private PgfilesException broken() {
        return new PgfilesException(
                ErrorCode.STORE_UNAVAILABLE,
                what + ": broke off after " + received + " of " + size + " bytes",
                "it is tried again later");
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
