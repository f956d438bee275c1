package org.pgfiles.worker;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.pgfiles.image.Backends;
import org.pgfiles.metadata.ExifParser;
import org.pgfiles.metadata.MediaType;
import org.pgfiles.storage.ObjectStore;
import org.pgfiles.storage.ObjectStream;

/** Further copies of a file that was checked when it came; what it is, is looked at again. */
final class MakeVariantsTask {
    private final Job.MakeVariants job;
    private final ObjectStore store;
    private final Backends backends;
    private final Report report;
    private final HeapShares heap;
    private final BooleanSupplier isStopped;

    MakeVariantsTask(
            Job.MakeVariants job,
            ObjectStore store,
            Backends backends,
            Report report,
            HeapShares heap,
            BooleanSupplier isStopped) {
        this.job = job;
        this.store = store;
        this.backends = backends;
        this.report = report;
        this.heap = heap;
        this.isStopped = isStopped;
    }

    /** Null if all went well, else why there are no variants and none will ever be. */
    @Nullable
    Reason run() {
        try (Received file = fetch()) {
            MediaType type = file.sniffedType();
            report.put("file_type", type.type());
            if (!type.isImage()) {
                throw new Rejection(Reason.NOT_AN_IMAGE, "the bytes are " + type);
            }
            int orientation = file.isWhole() ? ExifParser.parse(file.bytes()).orientationOrUpright() : 1;
            new StripTask(job.images(), store, report).run(file, orientation);
            return file.isWhole()
                    ? new ImageTask(job.images(), store, backends, report, isStopped).run(file, orientation)
                    : Reason.IMAGE_TOO_LARGE;
        }
    }

    private Received fetch() {
        long start = System.nanoTime();
        try (ObjectStream stream = store.open(job.key(), isStopped)) {
            report.put("file_size", stream.size());
            return Received.from(stream, job.images().maxBytes(), 0, heap);
        } finally {
            report.addTime("get", System.nanoTime() - start);
        }
    }
}
