package org.pgfiles.worker;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.child.PdfPreview;
import org.pgfiles.metadata.MediaType;
import org.pgfiles.storage.ObjectStore;

/** The first page of a PDF, drawn by a program of its own: from the picture its variants are made as from a photo. */
final class PreviewTask {
    /** What the variants themselves, and writing them, may take of the job's time. */
    private static final long REST_MS = 5_000;

    /** One that is given up before would be so for our sake, not for the file's. */
    private static final long AT_LEAST_MS = 500;

    /** A picture of the page and its parts take more of the heap than the file, if that is not large itself. */
    private static final int PARTS_OF_HEAP = 8;

    private PreviewTask() {}

    /** Bytes of the largest PDF that is kept for a preview; 0 if there is to be none. */
    static long maxBytes(Job.Images wishes, BatchContext batch) {
        return batch.hasPdfPreviews() && wishes.isDecoded()
                ? Math.min(
                        Math.min(wishes.maxBytes(), PdfPreview.MAX_PDF_BYTES),
                        Runtime.getRuntime().maxMemory() / PARTS_OF_HEAP)
                : 0;
    }

    /** Null if all went well or nothing was to be done, else why the file is ready without a preview: nothing here makes it fail. */
    static @Nullable Reason run(Job.Images wishes, ObjectStore store, Workbench bench, Received file) {
        long maxBytes = maxBytes(wishes, bench.batch());
        if (maxBytes == 0) {
            return null;
        } else if (!file.isWhole()) {
            bench.report().warn("a preview is made of at most " + maxBytes + " bytes");
            return Reason.NO_PREVIEW;
        }
        long start = System.nanoTime();
        PdfPreview.Page page = PdfPreview.draw(file.bytes(), time(bench), bench.isStopped());
        bench.report().addTime("preview", System.nanoTime() - start);
        bench.report().warn(page.detail());
        return switch (page.verdict()) {
            case DRAWN -> variants(wishes, store, bench, page.png());
            case ENCRYPTED -> Reason.PDF_ENCRYPTED;
            case DAMAGED -> Reason.PDF_DAMAGED;
            case TOO_SLOW -> Reason.PREVIEW_TIMEOUT;
            case NOT_DRAWN -> Reason.NO_PREVIEW;
            case STOPPED -> throw new Rejection(Reason.NO_ROOM, "");
        };
    }

    /**
     * How long the program has when it is its turn. A job of which most of the time went by while others had theirs is done another
     * time.
     */
    private static LongSupplier time(Workbench bench) {
        long asked = System.nanoTime();
        return () -> {
            long waited = (System.nanoTime() - asked) / 1_000_000;
            long left = bench.remainingMs().getAsLong() - REST_MS;
            return left < PdfPreview.MAX_MS && waited > left
                    ? 0
                    : Math.max(AT_LEAST_MS, Math.min(PdfPreview.MAX_MS, left));
        };
    }

    private static @Nullable Reason variants(Job.Images wishes, ObjectStore store, Workbench bench, byte[] png) {
        // Whatever the limit of photos is, this one is bounded.
        ImageTask.Picture picture =
                new ImageTask.Picture(png, MediaType.PNG, 1, (long) PdfPreview.SIDE * PdfPreview.SIDE, false);
        try {
            return ImageTask.run(wishes, store, bench, picture) == null ? null : Reason.NO_PREVIEW;
        } catch (Rejection e) {
            if (e.reason() != Reason.TOO_MANY_PIXELS) {
                throw e;
            }
            bench.report().warn(String.valueOf(e.getMessage()));
        } catch (PgfilesException e) {
            // Of the store's errors none is this one.
            if (e.code() != ErrorCode.DAMAGED_MEDIA) {
                throw e;
            }
            bench.report().warn(e.detail());
        }
        return Reason.NO_PREVIEW;
    }
}
