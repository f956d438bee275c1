package org.pgfiles.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.json.JsonFields;
import org.pgfiles.storage.ObjectStore;

/**
 * Takes or renews the lease of a bucket: an object by which databases that have the same rows, such as a copy and its original,
 * know which of them may destroy objects. It is written only over the one that is meant, or where there is none.
 *
 * <p>Done once more with the same nonce, it looks whether the lease is still as it was written: not every store swaps at once, and
 * who died between the store's answer and his commit does not know his own lease's entity tag.
 */
final class HoldLeaseTask {
    /** No client ever gets a URL for it. */
    static final String KEY = ".pgfiles/lease";

    private static final int MAX_BYTES = 16_384;

    private HoldLeaseTask() {}

    static void run(Job.HoldLease job, Workbench bench) {
        long start = System.nanoTime();
        ObjectStore store = bench.store(job.bucket());
        Found before = look(store);
        boolean isOurs = before.text != null && job.nonce().equals(before.nonce());
        boolean mayWrite = before.text == null || before.etag.equals(job.etag());
        Found now = before;
        boolean isWritten = false;
        if (!isOurs && mayWrite) {
            byte[] lease = job.lease().getBytes(UTF_8);
            String etag = store.replace(KEY, lease, "application/json", before.text == null ? null : before.etag);
            isWritten = etag != null;
            // Somebody was faster, perhaps an earlier request of ours.
            now = etag != null ? new Found(job.lease(), etag) : look(store);
        }
        bench.report().put("lease", now.text);
        bench.report().put("etag", now.etag);
        bench.report().put("is_written", isWritten);
        bench.report().addTime("lease", System.nanoTime() - start);
    }

    private static Found look(ObjectStore store) {
        try {
            ObjectStore.Piece piece = store.getRange(KEY, 0, MAX_BYTES);
            return new Found(new String(piece.bytes(), UTF_8), piece.etag());
        } catch (PgfilesException e) {
            if (e.code() == ErrorCode.OBJECT_MISSING) {
                return new Found(null, "");
            }
            throw e;
        }
    }

    /** What the store has; null if nothing. */
    private record Found(@Nullable String text, String etag) {
        /** Null if it is no lease, which is somebody's, too. */
        @Nullable
        String nonce() {
            try {
                return text == null ? null : JsonFields.parse(text).textOrNull("nonce");
            } catch (PgfilesException e) {
                return null;
            }
        }
    }
}
