package org.pgfiles.image;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.pgfiles.metadata.MediaType;

/** Makes the variants of images: the {@link Backends} of this process, or those of another one. */
public interface VariantMaker {
    /** Whether pixels of this type can be read. */
    boolean canRead(MediaType type);

    /**
     * As {@link Thumbnails#make}.
     *
     * @param remainingMs milliseconds until nobody waits for it any more
     */
    Thumbnails.Result make(
            byte[] file,
            MediaType type,
            int orientation,
            long maxPixels,
            List<VariantSpec> requested,
            LongSupplier remainingMs,
            BooleanSupplier isStopped);
}
