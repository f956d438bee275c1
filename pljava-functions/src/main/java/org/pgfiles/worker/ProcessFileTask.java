package org.pgfiles.worker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.image.Backends;
import org.pgfiles.image.OutputFormat;
import org.pgfiles.image.Thumbnails;
import org.pgfiles.metadata.Exif;
import org.pgfiles.metadata.ExifParser;
import org.pgfiles.metadata.MediaTypes;
import org.pgfiles.metadata.TypeSniffer;
import org.pgfiles.storage.ObjectStore;
import org.pgfiles.storage.ObjectStream;

/** One uploaded file: fetched, checked against its declaration, read and made smaller. */
final class ProcessFileTask {
    private final Job.ProcessFile job;
    private final ObjectStore store;
    private final Backends backends;
    private final Report report;
    private final BooleanSupplier isStopped;

    ProcessFileTask(
            Job.ProcessFile job, ObjectStore store, Backends backends, Report report, BooleanSupplier isStopped) {
        this.job = job;
        this.store = store;
        this.backends = backends;
        this.report = report;
        this.isStopped = isStopped;
    }

    /** Null if all went well, else the one reason that still leaves the file ready. */
    @Nullable
    Reason run() {
        Received file = fetch();
        requireDeclared(file);
        if (!MediaTypes.isImage(file.sniffedType())) {
            return null;
        }
        report.setComputing(true);
        Exif exif = ExifParser.parse(file.bytes());
        report.put("exif", exif.toMap());
        if (!backends.canRead(file.sniffedType())) {
            return Reason.NO_DECODER;
        }
        Thumbnails.Result result = scale(file, exif);
        report.setComputing(false);
        write(result);
        return null;
    }

    private Received fetch() {
        long start = System.nanoTime();
        try (ObjectStream stream = store.open(job.key(), isStopped)) {
            report.put("file_size", stream.size());
            report.put("etag", stream.etag());
            if (stream.size() > job.maxBytes()) {
                throw new Rejection(
                        Reason.TOO_LARGE, "at most " + job.maxBytes() + " bytes, the object has " + stream.size());
            }
            Long declared = job.declaredSize();
            if (declared != null && declared != stream.size()) {
                throw new Rejection(
                        Reason.SIZE_MISMATCH, "declared " + declared + " bytes, the object has " + stream.size());
            }
            Received file = Received.from(stream);
            report.put("file_type", file.sniffedType());
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
        String sniffed = file.sniffedType();
        String declared = job.declaredType();
        if (declared != null && !MediaTypes.agree(declared, sniffed)) {
            boolean isNoImage = MediaTypes.isImage(declared) && !MediaTypes.isImage(sniffed);
            throw new Rejection(
                    isNoImage ? Reason.NOT_AN_IMAGE : Reason.TYPE_MISMATCH,
                    "declared " + declared + ", the bytes are " + sniffed);
        }
        if (declared != null && (sniffed.equals(TypeSniffer.UNKNOWN) || sniffed.equals(TypeSniffer.TEXT))) {
            report.put("file_type", MediaTypes.canonical(declared)); // It says more and nothing contradicts it.
        }
        String sha256 = job.sha256();
        if (sha256 != null && !sha256.equalsIgnoreCase(file.sha256())) {
            throw new Rejection(Reason.CHECKSUM_MISMATCH, "declared " + sha256 + ", the bytes have " + file.sha256());
        }
    }

    private Thumbnails.Result scale(Received file, Exif exif) {
        try {
            Thumbnails.Result result = Thumbnails.make(
                    backends,
                    file.bytes(),
                    file.sniffedType(),
                    exif.orientationOrUpright(),
                    job.maxPixels(),
                    job.variants().stream().map(Job.Variant::spec).toList(),
                    isStopped);
            report.put("width", result.width());
            report.put("height", result.height());
            report.addTime("decode", result.decodeNanos());
            report.addTime("scale", result.scaleNanos());
            return result;
        } catch (PgfilesException e) {
            if (e.code() == ErrorCode.TOO_LARGE) {
                throw new Rejection(Reason.TOO_MANY_PIXELS, e.detail());
            }
            throw e;
        }
    }

    private void write(Thumbnails.Result result) {
        long start = System.nanoTime();
        List<Map<String, Object>> written = new ArrayList<>();
        report.put("variants", written);
        for (Thumbnails.Thumbnail thumbnail : result.thumbnails()) {
            Job.Variant variant = job.variants().get(thumbnail.index());
            String key = key(variant, thumbnail.format());
            String type = thumbnail.format().type();
            if (isStopped.getAsBoolean()) {
                throw new Rejection(Reason.DEADLINE, "stopped before all variants were written");
            }
            store.put(key, thumbnail.bytes(), type, job.cacheControl());
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", variant.name());
            entry.put("key", key);
            entry.put("width", thumbnail.width());
            entry.put("height", thumbnail.height());
            entry.put("file_type", type);
            entry.put("file_size", thumbnail.bytes().length);
            written.add(entry);
        }
        report.addTime("put", System.nanoTime() - start);
    }

    /** A key ends as what is in it, also where the wanted format cannot be written here. */
    private static String key(Job.Variant variant, OutputFormat written) {
        return written == variant.spec().format()
                ? variant.key()
                : variant.key().replaceFirst("[.][^./]*$", "") + "." + written.extension();
    }
}
