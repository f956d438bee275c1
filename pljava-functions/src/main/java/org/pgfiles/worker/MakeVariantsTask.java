package org.pgfiles.worker;

import org.jspecify.annotations.Nullable;
import org.pgfiles.metadata.ExifParser;
import org.pgfiles.metadata.MediaType;
import org.pgfiles.storage.ObjectStore;
import org.pgfiles.storage.ObjectStream;

/** Further copies of a file that was checked when it came; what it is, is looked at again. */
final class MakeVariantsTask {
    private MakeVariantsTask() {}

    /** Null if all went well, else why there are no variants and none will ever be. */
    static @Nullable Reason run(Job.MakeVariants job, Workbench bench) {
        String declared = job.declaredType();
        if (declared != null && MediaType.isForeignImage(declared)) {
            return Reason.NO_DECODER;
        }
        ObjectStore store = bench.store(job.bucket());
        MediaType type;
        try (Received file = fetch(job, store, bench)) {
            type = file.sniffedType();
            bench.report().put("file_type", type.type());
            if (!type.isVideo()) {
                return ofPicture(job, store, bench, file);
            }
        }
        // It takes a part of the heap of its own, for which nobody may wait who has one.
        return PreviewTask.ofVideo(
                job.images(), store, bench, job.key(), "", type, declared != null && MediaType.isSound(declared));
    }

    private static @Nullable Reason ofPicture(Job.MakeVariants job, ObjectStore store, Workbench bench, Received file) {
        MediaType type = file.sniffedType();
        if (type == MediaType.PDF) {
            return PreviewTask.ofPdf(job.images(), store, bench, file);
        } else if (!type.isImage()) {
            throw new Rejection(Reason.NOT_AN_IMAGE, "the bytes are " + type);
        }
        int orientation = file.isWhole() ? ExifParser.parse(file.bytes()).orientationOrUpright() : 1;
        StripTask.run(job.images(), store, bench.report(), file, orientation);
        return file.isWhole() ? ImageTask.run(job.images(), store, bench, file, orientation) : Reason.IMAGE_TOO_LARGE;
    }

    private static Received fetch(Job.MakeVariants job, ObjectStore store, Workbench bench) {
        long start = System.nanoTime();
        try (ObjectStream stream = store.open(job.key(), bench.isStopped())) {
            bench.report().put("file_size", stream.size());
            return Received.kept(stream, bench.maxBytes(job.images()), bench.heap());
        } finally {
            bench.report().addTime("get", System.nanoTime() - start);
        }
    }
}
