package org.pgfiles.sql;

import org.pgfiles.ErrorCode;
import org.pgfiles.Guard;
import org.pgfiles.PgfilesException;
import org.pgfiles.json.JsonFields;
import org.pgfiles.metadata.ExifData;
import org.pgfiles.metadata.ExifParser;
import org.pgfiles.metadata.FileSource;
import org.pgfiles.metadata.MediaType;
import org.pgfiles.metadata.TypeSniffer;
import org.pgfiles.session.Interrupts;

/** {@code pgfiles.java_parse_exif}: runs without any permission. */
public final class Exif {
    static {
        Interrupts.areServed();
    }

    private Exif() {}

    /**
     * Reads a photo's EXIF as JSON: place, time, camera, orientation and all tags.
     *
     * <p>The beginning of a file is enough as long as it holds the EXIF block. An image without EXIF gives nulls, a
     * broken one says so in its list of errors. Error: unsupported_media if this is no image.
     */
    public static String parseExif(byte[] image) {
        return Guard.text(() -> JsonFields.compose(parse(image).toMap()));
    }

    private static ExifData parse(byte[] image) {
        MediaType type = TypeSniffer.sniff(image);
        if (!type.isImage()) {
            throw new PgfilesException(
                    ErrorCode.UNSUPPORTED_MEDIA, "the bytes are " + type, "send a JPEG, PNG, WebP, TIFF, HEIC or AVIF");
        }
        return ExifParser.parse(FileSource.of(image), type);
    }
}
