package org.pgfiles.storage;

import org.jspecify.annotations.Nullable;

/**
 * What is to be deleted from a bucket.
 *
 * @param id what the caller calls it
 * @param versionId of the object, if the bucket keeps versions; null: the current one
 * @param uploadId of an upload in parts to that key, which is to be aborted instead; {@link #ALL_UPLOADS}: all to it
 * @param isPrefix all objects whose keys begin with it, which is the folder of one file
 */
public record DoomedObject(
        long id, String key, @Nullable String versionId, @Nullable String uploadId, boolean isPrefix) {
    /** Also those whose ids nobody has told us. */
    static final String ALL_UPLOADS = "*";
}
