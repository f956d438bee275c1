package org.pgfiles.worker;

import java.util.function.BooleanSupplier;
import org.pgfiles.image.Backends;
import org.pgfiles.storage.ObjectStore;

/**
 * What a job works with.
 *
 * @param batch what it shares with the other jobs
 * @param report where it writes down what it finds out
 * @param heap where it gets its part of the heap from
 * @param isStopped whether nobody waits for it any more
 */
record Workbench(BatchContext batch, Report report, HeapShares heap, BooleanSupplier isStopped) {
    ObjectStore store(String bucket) {
        return batch.store(bucket);
    }

    Backends backends() {
        return batch.backends();
    }
}
