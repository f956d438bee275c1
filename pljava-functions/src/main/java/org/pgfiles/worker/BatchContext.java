package org.pgfiles.worker;

import java.util.Map;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.image.VariantMaker;
import org.pgfiles.storage.ObjectStore;

/**
 * What the jobs of a batch share.
 *
 * @param stores by the name that jobs call the bucket
 * @param variantMaker what reads and writes images
 * @param hasPdfPreviews whether the first page of a PDF is drawn
 * @param hasVideoPosters whether a frame of a film is drawn
 * @param deadlineMs milliseconds that each job has
 */
record BatchContext(
        Map<String, ObjectStore> stores,
        VariantMaker variantMaker,
        Watermarks watermarks,
        boolean hasPdfPreviews,
        boolean hasVideoPosters,
        HeadRoom headRoom,
        long deadlineMs) {
    ObjectStore store(String bucket) {
        ObjectStore store = stores.get(bucket);
        if (store == null) {
            throw new PgfilesException(ErrorCode.INVALID_ARGUMENT, "no store for bucket " + bucket, "");
        }
        return store;
    }
}
