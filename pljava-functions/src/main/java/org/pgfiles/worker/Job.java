package org.pgfiles.worker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pgfiles.image.VariantSpec;
import org.pgfiles.storage.DoomedObject;
import org.pgfiles.storage.StoreProbe;

/** One thing to do, mostly with one object. */
sealed interface Job {
    /** Does it. Null if all went well, else the one reason that still leaves its file ready. */
    @Nullable
    Reason run(Workbench bench);

    /**
     * Check an uploaded file against what was declared, read its EXIF and write its variants.
     *
     * @param declaredType null accepts what the bytes are
     * @param isTypeGuessed nobody has declared it, it is what the name says: the bytes know better
     * @param declaredSize bytes; null accepts any up to the limit
     * @param maxBytes refuse a larger object unread
     * @param sha256 declared, as hexadecimal digits
     * @param headBytes how much of the file's beginning SQL wants to see
     * @param copyHeaders with which a copy is stored that nobody has a URL to write to; empty: none is made
     */
    record ProcessFile(
            String bucket,
            String key,
            @Nullable String declaredType,
            boolean isTypeGuessed,
            @Nullable Long declaredSize,
            long maxBytes,
            @Nullable String sha256,
            long headBytes,
            Map<String, String> copyHeaders,
            Images images)
            implements Job {
        @Override
        public @Nullable Reason run(Workbench bench) {
            return new ProcessFileTask(this, bench).run();
        }
    }

    /**
     * Write variants, or the copy without metadata, of a file that was processed already.
     *
     * @param declaredType null for what the bytes are
     */
    record MakeVariants(String bucket, String key, @Nullable String declaredType, Images images) implements Job {
        @Override
        public @Nullable Reason run(Workbench bench) {
            return MakeVariantsTask.run(this, bench);
        }
    }

    /** Read the EXIF of an image from as little of it as possible. */
    record ReadExif(String bucket, String key) implements Job {
        @Override
        public @Nullable Reason run(Workbench bench) {
            ReadExifTask.run(this, bench);
            return null;
        }
    }

    /**
     * Delete objects, and abort uploads in parts; what is gone already counts as deleted.
     *
     * @param canDeleteMany whether to try it by one request
     */
    record DeleteObjects(String bucket, boolean canDeleteMany, List<DoomedObject> objects) implements Job {
        @Override
        public @Nullable Reason run(Workbench bench) {
            DeleteObjectsTask.run(this, bench);
            return null;
        }
    }

    /** Make the JVM ready. */
    record WarmUp(String bucket) implements Job {
        @Override
        public @Nullable Reason run(Workbench bench) {
            WarmUpTask.run(this, bench);
            return null;
        }
    }

    /**
     * Find out what the store of a bucket does with our URLs and forms, and how the bucket is set up.
     *
     * @param isApplied whether rules that are missing are to be written
     */
    record ProbeBucket(
            String bucket,
            @Nullable String publicEndpoint,
            Map<String, String> uploadHeaders,
            List<String> origins,
            boolean isApplied)
            implements Job {
        @Override
        public @Nullable Reason run(Workbench bench) {
            List<Map<String, @Nullable Object>> checks = new ArrayList<>();
            for (StoreProbe.Finding finding :
                    bench.store(bucket).probe(publicEndpoint, uploadHeaders, origins, isApplied, bench.isStopped())) {
                Map<String, @Nullable Object> check = new LinkedHashMap<>();
                check.put("item", finding.item());
                check.put("is_ok", finding.isOk());
                check.put("finding", finding.finding());
                check.put("is_lacking", finding.isLacking());
                check.put("done", finding.done());
                checks.add(check);
            }
            bench.report().put("checks", checks);
            return null;
        }
    }

    /**
     * Take or renew the lease of a bucket.
     *
     * @param lease JSON to write
     * @param nonce of this lease, by which it is known
     * @param etag of the one to write over; null: only where there is none
     */
    record HoldLease(String bucket, String lease, String nonce, @Nullable String etag) implements Job {
        @Override
        public @Nullable Reason run(Workbench bench) {
            HoldLeaseTask.run(this, bench);
            return null;
        }
    }

    /** Nothing: shows that a worker lives, and what the queue itself takes. */
    record NoOp() implements Job {
        @Override
        public @Nullable Reason run(Workbench bench) {
            return null;
        }
    }

    /**
     * What to make of an image.
     *
     * @param maxBytes do not decode a larger file
     * @param maxPixels refuse a larger image undecoded
     * @param cacheControl header of all that is written
     * @param strippedKey where to write a copy without metadata; null for none
     * @param isHashMissing decode it for the hashes, even if no variant is to be made
     */
    record Images(
            long maxBytes,
            long maxPixels,
            @Nullable String cacheControl,
            @Nullable String strippedKey,
            boolean isHashMissing,
            List<Variant> variants) {
        /** Who wants no variants wants no decoder to run, for a new file's hash neither. */
        boolean isDecoded() {
            return !variants.isEmpty() || isHashMissing;
        }
    }

    /** A variant to write: its name in SQL, its key in the bucket, and how it looks. */
    record Variant(String name, String key, VariantSpec spec) {}
}
