package org.pgfiles.worker;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.child.Drawing;
import org.pgfiles.child.PdfPreview;
import org.pgfiles.child.VideoPoster;
import org.pgfiles.metadata.MediaType;
import org.pgfiles.metadata.Video;
import org.pgfiles.storage.ObjectStore;

/**
 * The first page of a PDF, or one frame of a film, drawn by a program of its own: from the picture its variants are made as from a
 * photo. Nothing here makes a file fail.
 */
final class PreviewTask {
    /** What the variants themselves, and writing them, may take of the job's time. */
    private static final long REST_MS = 5_000;

    /** One that is given up before would be so for our sake, not for the file's. */
    private static final long AT_LEAST_MS = 500;

    /** A picture of the page and its parts take more of the heap than the file, if that is not large itself. */
    private static final int PARTS_OF_HEAP = 8;

    /** Of a film: its index, and a part with the picture. */
    private static final int MAX_VIDEO_BYTES = 64 << 20;

    /** Without what it may be made of. */
    private static final int PICTURE_BYTES = 32 << 20;

    private PreviewTask() {}

    /** Bytes of the largest PDF that is kept for a preview; 0 if there is to be none. */
    static long maxPdfBytes(Job.Images wishes, BatchContext batch) {
        return batch.hasPdfPreviews() && wishes.isDecoded()
                ? bounded(Math.min(wishes.maxBytes(), PdfPreview.MAX_PDF_BYTES))
                : 0;
    }

    private static long bounded(long bytes) {
        return Math.min(bytes, Runtime.getRuntime().maxMemory() / PARTS_OF_HEAP);
    }

    /** Null if all went well or nothing was to be done, else why the file is ready without a preview. */
    static @Nullable Reason ofPdf(Job.Images wishes, ObjectStore store, Workbench bench, Received file) {
        long maxBytes = maxPdfBytes(wishes, bench.batch());
        if (maxBytes == 0) {
            return null;
        } else if (!file.isWhole()) {
            bench.report().warn("a preview is made of at most " + maxBytes + " bytes");
            return Reason.NO_PREVIEW;
        }
        long start = System.nanoTime();
        Drawing drawing = PdfPreview.draw(file.bytes(), time(bench), bench.isStopped());
        bench.report().addTime("preview", System.nanoTime() - start);
        return variants(wishes, store, bench, drawing);
    }

    /**
     * The same for a film, of which its length and size are found out, too. Of a sound only the length is.
     *
     * @param type as sniffed
     * @param isSound whether that is what it was declared as
     */
    static @Nullable Reason ofVideo(
            Job.Images wishes,
            ObjectStore store,
            Workbench bench,
            String key,
            String etag,
            MediaType type,
            boolean isSound) {
        if (!bench.batch().hasVideoPosters()) {
            return null;
        }
        int maxBytes = (int) bounded(MAX_VIDEO_BYTES);
        HeapRoom.Share share = bench.heap().take(maxBytes + Video.MAX_CLIP_BYTES + PICTURE_BYTES);
        try {
            long start = System.nanoTime();
            Video video = Video.read(RangedFile.ofVideo(store, key, etag, maxBytes, bench.isStopped()), type);
            bench.report().addTime("get", System.nanoTime() - start);
            putFacts(video, bench.report());
            if (isSound || !wishes.isDecoded()) {
                return null;
            }
            Reason reason = poster(wishes, store, bench, video, type);
            putFacts(video, bench.report()); // The picture may be smaller.
            return reason;
        } finally {
            share.close();
        }
    }

    private static @Nullable Reason poster(
            Job.Images wishes, ObjectStore store, Workbench bench, Video video, MediaType type) {
        Video.Clip clip = video.clip();
        if (clip == null) {
            bench.report().warn(video.problem());
            return Reason.NO_PREVIEW;
        }
        long start = System.nanoTime();
        Drawing drawing = VideoPoster.draw(
                clip.bytes(),
                type.isIsoVideo() ? VideoPoster.Container.MOV : VideoPoster.Container.MATROSKA,
                clip.skipSeconds(),
                time(bench),
                bench.isStopped());
        bench.report().addTime("preview", System.nanoTime() - start);
        return variants(wishes, store, bench, drawing);
    }

    private static void putFacts(Video video, Report report) {
        report.put("duration", video.seconds());
        if (video.width() > 0 && video.height() > 0) {
            report.put("width", video.width());
            report.put("height", video.height());
        }
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
            return left < Drawing.MAX_MS && waited > left ? 0 : Math.max(AT_LEAST_MS, Math.min(Drawing.MAX_MS, left));
        };
    }

    private static @Nullable Reason variants(Job.Images wishes, ObjectStore store, Workbench bench, Drawing drawing) {
        bench.report().warn(drawing.detail());
        return switch (drawing.verdict()) {
            case DRAWN -> variants(wishes, store, bench, drawing.png());
            case ENCRYPTED -> Reason.PDF_ENCRYPTED;
            case DAMAGED -> Reason.PDF_DAMAGED;
            case TOO_SLOW -> Reason.PREVIEW_TIMEOUT;
            case NOT_DRAWN -> Reason.NO_PREVIEW;
            case STOPPED -> throw new Rejection(Reason.NO_ROOM, "");
        };
    }

    private static @Nullable Reason variants(Job.Images wishes, ObjectStore store, Workbench bench, byte[] png) {
        // Whatever the limit of photos is, this one is bounded.
        ImageTask.Picture picture =
                new ImageTask.Picture(png, MediaType.PNG, 1, (long) Drawing.SIDE * Drawing.SIDE, false);
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
