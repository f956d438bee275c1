package org.pgfiles.worker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pgfiles.image.Backends;
import org.pgfiles.image.Fit;
import org.pgfiles.image.Focus;
import org.pgfiles.image.OutputFormat;
import org.pgfiles.image.VariantMaker;
import org.pgfiles.image.VariantSpec;
import org.pgfiles.imageprocess.ImageProcess;
import org.pgfiles.json.JsonFields;
import org.pgfiles.storage.DoomedObject;
import org.pgfiles.storage.ObjectStore;
import org.pgfiles.storage.Seen;
import org.pgfiles.storage.Store;

/**
 * Reads jobs and stores from JSON, which {@code pgfiles.describe_jobs} writes. All fields are written down in
 * {@code docs/reference/worker-batch.md}.
 */
final class JobReader {
    private static final long MAX_BYTES = 50L << 20;
    private static final long MAX_PIXELS = 50_000_000;

    private final Watermarks watermarks;

    JobReader(Watermarks watermarks) {
        this.watermarks = watermarks;
    }

    /** The buckets by the name that jobs call them; the name in S3 is the store's own. */
    static Map<String, ObjectStore> stores(JsonFields batch) {
        Map<String, ObjectStore> stores = new LinkedHashMap<>();
        batch.objects("stores")
                .forEach((name, store) -> stores.put(
                        name,
                        new ObjectStore(
                                new Store(
                                        store.textOrNull("endpoint"),
                                        store.text("region"),
                                        store.isTrue("is_path_style"),
                                        store.textOrNull("credential_profile")),
                                store.text("bucket"),
                                new Seen(store.isTrue("has_request_ids"), store.isTrue("has_md5_etags")))));
        return stores;
    }

    /** How images are read and written: the JDK's own way unless the batch says another, which then has a process of its own. */
    static VariantMaker variantMaker(JsonFields batch) {
        String names = batch.textOrNull("image_backend");
        if (names == null) {
            return Backends.jdk();
        }
        return ImageProcess.isWanted(names, batch.textOrNull("image_process"))
                ? new ImageProcess(names)
                : Backends.of(names);
    }

    /** Whether the first page of a PDF is drawn; not unless the batch says so. */
    static boolean hasPdfPreviews(JsonFields batch) {
        return batch.isTrue("pdf_preview");
    }

    /** Whether a frame of a film is drawn, by the one program that can; not unless the batch says so. */
    static boolean hasVideoPosters(JsonFields batch) {
        return "ffmpeg".equals(batch.textOrNull("video_backend"));
    }

    Job job(JsonFields job) {
        return switch (JobKind.of(job.text("kind"))) {
            case PROCESS_FILE -> processFile(job);
            case MAKE_VARIANTS ->
                new Job.MakeVariants(job.text("bucket"), job.text("key"), job.textOrNull("declared_type"), images(job));
            case READ_EXIF -> new Job.ReadExif(job.text("bucket"), job.text("key"));
            case DELETE_OBJECTS ->
                new Job.DeleteObjects(
                        job.text("bucket"),
                        job.isTrue("can_delete_many"),
                        job.list("objects").stream()
                                .map(JobReader::doomedObject)
                                .toList());
            case WARM_UP -> new Job.WarmUp(job.text("bucket"));
            case PROBE_BUCKET ->
                new Job.ProbeBucket(
                        job.text("bucket"),
                        job.textOrNull("public_endpoint"),
                        job.textsByName("upload_headers"),
                        job.texts("origins"),
                        job.isTrue("is_applied"));
            case HOLD_LEASE ->
                new Job.HoldLease(job.text("bucket"), job.text("lease"), job.text("nonce"), job.textOrNull("etag"));
            case NO_OP -> new Job.NoOp();
        };
    }

    private static DoomedObject doomedObject(JsonFields object) {
        return new DoomedObject(
                object.number("id"),
                object.text("key"),
                object.textOrNull("version_id"),
                object.textOrNull("upload_id"),
                object.isTrue("is_prefix"));
    }

    private Job processFile(JsonFields job) {
        return new Job.ProcessFile(
                job.text("bucket"),
                job.text("key"),
                job.textOrNull("declared_type"),
                job.isTrue("is_type_guessed"),
                job.numberOrNull("declared_size"),
                job.number("max_bytes", MAX_BYTES),
                job.textOrNull("sha256"),
                Math.max(0, Math.min(MAX_BYTES, job.number("head_bytes", 0))),
                job.textsByName("copy_headers"),
                images(job));
    }

    private Job.Images images(JsonFields job) {
        List<Job.Variant> variants =
                job.list("variants").stream().map(this::variant).toList();
        return new Job.Images(
                job.number("max_image_bytes", MAX_BYTES),
                job.number("max_pixels", MAX_PIXELS),
                job.textOrNull("cache_control"),
                job.textOrNull("stripped_key"),
                job.isTrue("is_hash_missing"),
                variants);
    }

    private Job.Variant variant(JsonFields variant) {
        String watermark = variant.textOrNull("watermark");
        VariantSpec spec = new VariantSpec(
                side(variant.number("width")),
                side(variant.number("height")),
                Fit.of(variant.text("fit")),
                OutputFormat.of(variant.text("format")),
                side(variant.number("quality", 80)),
                watermark == null ? null : watermarks.get(watermark),
                new Focus(variant.decimal("focal_x", 0.5), variant.decimal("focal_y", 0.5)));
        return new Job.Variant(variant.text("name"), variant.text("key"), spec);
    }

    /** Far too large a number is as invalid as one that is only too large. */
    private static int side(long value) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, value));
    }
}
