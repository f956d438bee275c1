package org.pgfiles.worker;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pgfiles.image.VariantSpec;

/** One thing to do with one object. */
sealed interface Job {
    String bucket();

    String key();

    /**
     * Check an uploaded file against what was declared, read its EXIF and write its variants.
     *
     * @param declaredType null accepts what the bytes are
     * @param declaredSize bytes; null accepts any up to the limit
     * @param maxBytes refuse a larger object unread
     * @param maxPixels refuse a larger image undecoded
     * @param sha256 declared, as hexadecimal digits
     * @param cacheControl the variants' header
     */
    record ProcessFile(
            String bucket,
            String key,
            @Nullable String declaredType,
            @Nullable Long declaredSize,
            long maxBytes,
            long maxPixels,
            @Nullable String sha256,
            @Nullable String cacheControl,
            List<Variant> variants)
            implements Job {}

    /** Delete an object; that it is gone already is success. */
    record DeleteObject(String bucket, String key) implements Job {}

    /** Make the JVM ready; the key is not used. */
    record WarmUp(String bucket, String key) implements Job {}

    /** A variant to write: its name in SQL, its key in the bucket, and how it looks. */
    record Variant(String name, String key, VariantSpec spec) {}
}
