package org.pgfiles.worker;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.image.Backends;
import org.pgfiles.metadata.Exif;
import org.pgfiles.metadata.ExifParser;
import org.pgfiles.metadata.MediaType;
import org.pgfiles.storage.ObjectStore;
import org.pgfiles.storage.ObjectStream;

/** One uploaded file: fetched, checked against its declaration, read and made smaller. */
final class ProcessFileTask {
    private final Job.ProcessFile job;
    private final ObjectStore store;
    private final Backends backends;
    private final Report report;
    private final HeapShares heap;
    private final HeadRoom headRoom;
    private final BooleanSupplier isStopped;
    private int headBytes;

    ProcessFileTask(
            Job.ProcessFile job,
            ObjectStore store,
            Backends backends,
            Report report,
            HeapShares heap,
            HeadRoom headRoom,
            BooleanSupplier isStopped) {
        this.job = job;
        this.store = store;
        this.backends = backends;
        this.report = report;
        this.heap = heap;
        this.headRoom = headRoom;
        this.isStopped = isStopped;
    }

    /** Null if all went well, else the one reason that still leaves the file ready. */
    @Nullable
    Reason run() {
        try (Received file = fetch()) {
            requireDeclared(file);
            if (job.headBytes() > 0) {
                ByteBuffer head = ByteBuffer.wrap(file.bytes(), 0, Math.min(headBytes, file.bytes().length));
                report.put(
                        "head",
                        StandardCharsets.ISO_8859_1
                                .decode(Base64.getEncoder().encode(head))
                                .toString());
            }
            boolean isImage = file.sniffedType().isImage();
            Exif exif = isImage ? exif(file) : Exif.empty(List.of());
            Reason reason = isImage ? image(file, exif.orientationOrUpright()) : null;
            new StripTask(job.images(), store, report).run(file, exif.orientationOrUpright());
            return reason;
        } catch (OutOfMemoryError e) {
            headRoom.giveBack(headBytes); // The next try takes it again.
            throw e;
        }
    }

    private Received fetch() {
        long start = System.nanoTime();
        try (ObjectStream stream = store.open(job.key(), isStopped)) {
            report.put("file_size", stream.size());
            report.put("etag", stream.etag());
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
            headBytes = job.headBytes() == 0 ? 0 : headRoom.take(Math.min(job.headBytes(), stream.size()));
            Received file = Received.from(stream, job.images().maxBytes(), headBytes, heap);
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

    private void requireDeclared(Received file) {
        MediaType sniffed = file.sniffedType();
        String declared = job.declaredType();
        if (declared != null && !sniffed.agreesWith(declared)) {
            boolean isNoImage = MediaType.isImage(declared) && !sniffed.isImage();
            throw new Rejection(
                    isNoImage ? Reason.NOT_AN_IMAGE : Reason.TYPE_MISMATCH,
                    "declared " + declared + ", the bytes are " + sniffed);
        }
        if (declared != null && (sniffed == MediaType.UNKNOWN || sniffed == MediaType.TEXT)) {
            report.put("file_type", MediaType.canonical(declared)); // It says more and nothing contradicts it.
        }
        String sha256 = job.sha256();
        if (sha256 != null && !sha256.equalsIgnoreCase(file.sha256())) {
            throw new Rejection(Reason.CHECKSUM_MISMATCH, "declared " + sha256 + ", the bytes have " + file.sha256());
        }
    }

    private Exif exif(Received file) {
        report.setComputing(file.isWhole());
        Exif exif = file.isWhole()
                ? ExifParser.parse(file.bytes())
                : ExifParser.parse(RangedFile.open(store, job.key(), isStopped), file.sniffedType());
        report.put("exif", exif.toMap());
        report.setComputing(false);
        return exif;
    }

    private @Nullable Reason image(Received file, int orientation) {
        return file.isWhole()
                ? new ImageTask(job.images(), store, backends, report, isStopped).run(file, orientation)
                : Reason.IMAGE_TOO_LARGE;
    }
}
