package org.pgfiles.sql;

import org.pgfiles.metadata.ExifParser;
import org.pgfiles.worker.Fields;

/** {@code pgfiles.parse_exif}: runs without any permission. */
public final class Exif {
    private Exif() {}

    /**
     * Reads a photo's EXIF as JSON: place, time, camera, orientation and all tags.
     *
     * <p>The beginning of a file is enough as long as it holds the EXIF block. A file without EXIF gives nulls, a broken
     * one says so in its list of errors.
     */
    public static String parseExif(byte[] image) {
        return Guard.text(() -> Fields.compose(ExifParser.parse(image).toMap()));
    }
}
