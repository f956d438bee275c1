package org.pgfiles.worker;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pgfiles.PgfilesException;
import org.pgfiles.metadata.MediaType;
import org.pgfiles.metadata.Stripper;
import org.pgfiles.storage.ObjectStore;

/** Writes the copy of an image that has no metadata if it is wished for, or says why there is none. */
final class StripTask {
    private StripTask() {}

    /** @param orientation EXIF's, 1 to 8 */
    static void run(Job.Images wishes, ObjectStore store, Report report, Received file, int orientation) {
        String key = wishes.strippedKey();
        if (key == null) {
            return;
        }
        long start = System.nanoTime();
        MediaType type = file.sniffedType();
        if (!type.isStrippable()) {
            put(report, null, "not_strippable");
        } else if (!file.isWhole()) {
            put(report, null, Reason.IMAGE_TOO_LARGE.sqlName());
        } else {
            byte[] stripped = strip(file.bytes(), type, orientation);
            if (stripped == null) {
                put(report, null, Reason.DAMAGED_IMAGE.sqlName());
            } else {
                store.put(key, stripped, type.type(), wishes.cacheControl());
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("key", key);
                entry.put("file_type", type.type());
                entry.put("file_size", stripped.length);
                put(report, entry, null);
            }
        }
        report.addTime("strip", System.nanoTime() - start);
    }

    private static void put(Report report, @Nullable Map<String, Object> stripped, @Nullable String reason) {
        report.put("stripped", stripped);
        report.put("stripped_reason", reason);
    }

    private static byte @Nullable [] strip(byte[] file, MediaType type, int orientation) {
        try {
            return Stripper.strip(file, type, orientation);
        } catch (PgfilesException e) {
            return null;
        }
    }
}
