package org.pgfiles.worker;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.pgfiles.image.VariantMaker;
import org.pgfiles.metadata.MediaType;
import org.pgfiles.storage.ObjectStore;

/**
 * What a job works with.
 *
 * @param batch what it shares with the other jobs
 * @param report where it writes down what it finds out
 * @param heap where it gets its part of the heap from
 * @param remainingMs milliseconds until the job's deadline
 * @param isStopped whether nobody waits for it any more
 */
record Workbench(
        BatchContext batch, Report report, HeapShares heap, LongSupplier remainingMs, BooleanSupplier isStopped) {
    ObjectStore store(String bucket) {
        return batch.store(bucket);
    }

    /** Bytes, by type, of the largest file that is kept in memory to be decoded. */
    ToLongFunction<MediaType> maxBytes(Job.Images wishes) {
        return type -> {
            if (type == MediaType.PDF) {
                return PreviewTask.maxPdfBytes(wishes, batch);
            }
            return type.isImage() ? wishes.maxBytes() : 0;
        };
    }

    VariantMaker variantMaker() {
        return batch.variantMaker();
    }
}
