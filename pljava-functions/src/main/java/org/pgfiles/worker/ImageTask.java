package org.pgfiles.worker;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.image.OutputFormat;
import org.pgfiles.image.PerceptualHash;
import org.pgfiles.image.ThumbHash;
import org.pgfiles.image.Thumbnails;
import org.pgfiles.image.Thumbnails.Thumbnail;
import org.pgfiles.image.VariantSpec;
import org.pgfiles.metadata.HeifSize;
import org.pgfiles.metadata.MediaType;
import org.pgfiles.storage.ObjectStore;

/** One image that is in memory: made smaller, written, and hashed. */
final class ImageTask {
    private ImageTask() {}

    /**
     * What is made smaller.
     *
     * @param bytes of the whole file
     * @param type as sniffed
     * @param orientation EXIF's, 1 to 8
     * @param maxPixels refuse more of them undecoded
     * @param isPhoto whether it is told from others by what it looks like; pages of text all look alike
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on at once, never compared.
    record Picture(byte[] bytes, MediaType type, int orientation, long maxPixels, boolean isPhoto) {}

    /**
     * An image of the file's own.
     *
     * @param orientation EXIF's, 1 to 8
     */
    static @Nullable Reason run(Job.Images wishes, ObjectStore store, Workbench bench, Received file, int orientation) {
        return run(
                wishes,
                store,
                bench,
                new Picture(file.bytes(), file.sniffedType(), orientation, wishes.maxPixels(), true));
    }

    /** Null if all went well, else the one reason that still leaves the file ready. */
    static @Nullable Reason run(Job.Images wishes, ObjectStore store, Workbench bench, Picture picture) {
        Report report = bench.report();
        HeifSize size = HeifSize.of(picture.bytes(), picture.type());
        if (size != null) {
            report.put("width", size.width());
            report.put("height", size.height());
        }
        if (!bench.variantMaker().canRead(picture.type())) {
            return Reason.NO_DECODER;
        }
        report.setComputing(true);
        List<Thumbnail> made;
        try {
            made = scale(wishes, bench, picture);
        } catch (PgfilesException e) {
            if (e.code() != ErrorCode.UNSUPPORTED_MEDIA) {
                throw e;
            }
            report.warn(e.detail());
            report.setComputing(false);
            return Reason.NO_DECODER;
        }
        // Not if it was stopped: then the file took too long, and not the store.
        report.setComputing(false);
        write(wishes, store, bench, made);
        return null;
    }

    private static List<Thumbnail> scale(Job.Images wishes, Workbench bench, Picture picture) {
        Report report = bench.report();
        List<VariantSpec> specs = new ArrayList<>(
                wishes.variants().stream().map(Job.Variant::spec).toList());
        if (wishes.isDecoded()) {
            specs.add(PerceptualHash.SOURCE);
        }
        Thumbnails.Result result;
        try {
            result = bench.variantMaker()
                    .make(
                            picture.bytes(),
                            picture.type(),
                            picture.orientation(),
                            picture.maxPixels(),
                            specs,
                            bench.remainingMs(),
                            bench.isStopped());
        } catch (PgfilesException e) {
            if (e.code() == ErrorCode.TOO_LARGE) {
                throw new Rejection(Reason.TOO_MANY_PIXELS, e.detail());
            }
            throw e;
        }
        report.put("width", result.width());
        report.put("height", result.height());
        String warning = result.warning();
        if (warning != null) {
            report.warn(warning);
        }
        report.addTime("decode", result.decodeNanos());
        report.addTime("scale", result.scaleNanos());
        int variants = wishes.variants().size();
        if (wishes.isDecoded()) {
            long start = System.nanoTime();
            BufferedImage small =
                    PerceptualHash.picture(result.thumbnails().get(variants).bytes());
            if (picture.isPhoto()) {
                report.put("perceptual_hash", PerceptualHash.of(small));
            }
            report.put("thumbhash", Base64.getEncoder().encodeToString(ThumbHash.of(small)));
            report.addTime("hash", System.nanoTime() - start);
        }
        return result.thumbnails().subList(0, variants);
    }

    private static void write(Job.Images wishes, ObjectStore store, Workbench bench, List<Thumbnail> thumbnails) {
        long start = System.nanoTime();
        List<Map<String, Object>> written = new ArrayList<>();
        bench.report().put("variants", written);
        for (Thumbnail thumbnail : thumbnails) {
            Job.Variant variant = wishes.variants().get(thumbnail.index());
            String key = key(variant, thumbnail.format());
            String type = thumbnail.format().type().type();
            if (bench.isStopped().getAsBoolean()) {
                throw new Rejection(Reason.DEADLINE, "stopped before all variants were written");
            }
            store.put(key, thumbnail.bytes(), type, wishes.cacheControl());
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", variant.name());
            entry.put("key", key);
            entry.put("width", thumbnail.width());
            entry.put("height", thumbnail.height());
            entry.put("file_type", type);
            entry.put("file_size", thumbnail.bytes().length);
            written.add(entry);
        }
        bench.report().addTime("put", System.nanoTime() - start);
    }

    /** A key ends as what is in it, also where the wanted format cannot be written here. */
    private static String key(Job.Variant variant, OutputFormat written) {
        return written == variant.spec().format()
                ? variant.key()
                : variant.key().replaceFirst("[.][^./]*$", "") + "."
                        + written.type().extension();
    }
}
