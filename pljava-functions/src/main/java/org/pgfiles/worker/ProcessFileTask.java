package org.pgfiles.worker;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.metadata.ExifData;
import org.pgfiles.metadata.ExifParser;
import org.pgfiles.metadata.Markup;
import org.pgfiles.metadata.MediaType;
import org.pgfiles.storage.ObjectStore;
import org.pgfiles.storage.ObjectStream;

/** One uploaded file: fetched, checked against its declaration, read and made smaller. */
final class ProcessFileTask {
    private final Job.ProcessFile job;
    private final Workbench bench;
    private final ObjectStore store;
    private final Report report;
    private String etag = "";
    private long size;
    private int headBytes;

    ProcessFileTask(Job.ProcessFile job, Workbench bench) {
        this.job = job;
        this.bench = bench;
        this.store = bench.store(job.bucket());
        this.report = bench.report();
    }

    /** Null if all went well, else the one reason that still leaves the file ready. */
    @Nullable
    Reason run() {
        try {
            return process();
        } catch (OutOfMemoryError e) {
            bench.batch().headRoom().giveBack(headBytes); // The next try takes it again.
            throw e;
        }
    }

    private @Nullable Reason process() {
        String type;
        MediaType sniffed;
        try (Received file = fetch()) {
            type = checkedType(file);
            sniffed = file.sniffedType();
            report.put("file_type", type);
            requireChecksum(file.sha256());
            if (job.headBytes() > 0) {
                ByteBuffer head = ByteBuffer.wrap(file.bytes(), 0, Math.min(headBytes, file.bytes().length));
                report.put(
                        "head",
                        StandardCharsets.ISO_8859_1
                                .decode(Base64.getEncoder().encode(head))
                                .toString());
            }
            ExifData exif = sniffed.isImage() ? exif(file) : ExifData.empty(List.of());
            Reason reason = image(file, type, exif.orientationOrUpright());
            StripTask.run(job.images(), store, report, file, exif.orientationOrUpright());
            if (!job.copyHeaders().isEmpty()) {
                copy(file.sha256());
            }
            if (!sniffed.isVideo()) {
                return reason;
            }
        }
        // It takes a part of the heap of its own, for which nobody may wait who has one.
        return PreviewTask.ofVideo(job.images(), store, bench, job.key(), etag, sniffed, MediaType.isSound(type));
    }

    private Received fetch() {
        long start = System.nanoTime();
        try (ObjectStream stream = store.open(job.key(), bench.isStopped())) {
            report.put("file_size", stream.size());
            etag = stream.etag();
            report.put("etag", etag);
            report.put("store_version_id", stream.versionId());
            if (stream.size() > job.maxBytes()) {
                throw new Rejection(
                        Reason.TOO_LARGE, "at most " + job.maxBytes() + " bytes, the object has " + stream.size());
            }
            Long declared = job.declaredSize();
            if (declared != null && declared != stream.size()) {
                throw new Rejection(
                        Reason.SIZE_MISMATCH, "declared " + declared + " bytes, the object has " + stream.size());
            }
            headBytes =
                    job.headBytes() == 0 ? 0 : bench.batch().headRoom().take(Math.min(job.headBytes(), stream.size()));
            size = stream.size();
            if (job.copyHeaders().isEmpty()) { // Otherwise the copy has the right one.
                requireStoredAs(job.declaredType(), stream.contentType());
            }
            Received file = Received.from(stream, bench.maxBytes(job.images()), headBytes, bench.heap());
            report.put("file_type", file.sniffedType().type());
            report.put("sha256", file.sha256());
            return file;
        } catch (PgfilesException e) {
            if (e.code() == ErrorCode.OBJECT_MISSING) {
                throw new Rejection(Reason.OBJECT_MISSING, "nothing was uploaded yet: upload, then confirm again");
            }
            throw e;
        } finally {
            report.addTime("get", System.nanoTime() - start);
        }
    }

    /**
     * Who reads the object past us, through a CDN, is told the type that it is stored under. That no store says, or that it calls
     * bytes, runs nothing.
     */
    private static void requireStoredAs(@Nullable String declared, @Nullable String stored) {
        if (declared == null || stored == null || MediaType.UNKNOWN.isNamed(stored)) {
            return;
        }
        if (!MediaType.canonical(stored).equals(MediaType.canonical(declared))) {
            throw new Rejection(
                    Reason.STORED_TYPE_MISMATCH, "declared " + declared + ", stored as " + MediaType.canonical(stored));
        }
    }

    /** What the file is, by what was declared and by its bytes. */
    private String checkedType(Received file) {
        MediaType sniffed = file.sniffedType();
        boolean isText = sniffed == MediaType.TEXT || sniffed == MediaType.UNKNOWN;
        Markup markup = isText ? Markup.of(file.bytes()) : null;
        String found = markup == null ? sniffed.type() : markup.type();
        String declared = job.declaredType();
        if (declared == null || (markup == null && sniffed.isNamed(declared))) {
            return found;
        } else if (markup == null ? sniffed.agreesWith(declared) : markup.agreesWith(declared)) {
            return MediaType.canonical(declared); // It says more.
        } else if (job.isTypeGuessed()) {
            return found;
        }
        boolean isNoImage = MediaType.isImage(declared) && !sniffed.isImage();
        throw new Rejection(
                isNoImage ? Reason.NOT_AN_IMAGE : Reason.TYPE_MISMATCH,
                "declared " + declared + ", the bytes are " + found);
    }

    private void requireChecksum(String found) {
        String sha256 = job.sha256();
        if (sha256 != null && !sha256.equalsIgnoreCase(found)) {
            throw new Rejection(Reason.CHECKSUM_MISMATCH, "declared " + sha256 + ", the bytes have " + found);
        }
    }

    private ExifData exif(Received file) {
        report.setComputing(file.isWhole());
        ExifData exif = file.isWhole()
                ? ExifParser.parse(file.bytes())
                : ExifParser.parse(RangedFile.open(store, job.key(), etag, bench.isStopped()), file.sniffedType());
        report.put("exif", exif.toMap());
        report.setComputing(false);
        return exif;
    }

    /**
     * The bytes that were checked, and no others, go where no client has a URL for. The key names them: whoever comes late with
     * other bytes writes elsewhere.
     */
    private void copy(String sha256) {
        long start = System.nanoTime();
        int dot = job.key().lastIndexOf('.');
        int end = dot > job.key().lastIndexOf('/') ? dot : job.key().length();
        String key = job.key().substring(0, end) + "-" + sha256.substring(0, 16)
                + job.key().substring(end);
        ObjectStore.Copied copied = store.copy(job.key(), etag, size, key, job.copyHeaders(), bench.isStopped());
        report.put("checked_key", key);
        report.put("etag", copied.etag());
        report.put("store_version_id", copied.versionId());
        report.addTime("copy", System.nanoTime() - start);
    }

    private @Nullable Reason image(Received file, String type, int orientation) {
        if (MediaType.isForeignImage(type)) {
            return Reason.NO_DECODER;
        } else if (file.sniffedType() == MediaType.PDF) {
            return PreviewTask.ofPdf(job.images(), store, bench, file);
        } else if (!file.sniffedType().isImage()) {
            return null;
        }
        return file.isWhole() ? ImageTask.run(job.images(), store, bench, file, orientation) : Reason.IMAGE_TOO_LARGE;
    }
}
