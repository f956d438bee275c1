package org.pgfiles.image;

import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.metadata.MediaType;

/** The formats that variants are written in, all without any metadata. */
public enum OutputFormat {
    /** Progressive; transparency becomes white. */
    JPEG(MediaType.JPEG, false),
    /** Lossless, with transparency. */
    PNG(MediaType.PNG, true),
    /** Lossy, with transparency. */
    WEBP(MediaType.WEBP, true),
    /** Lossy, with transparency; AV1 in a HEIF container. */
    AVIF(MediaType.AVIF, true);

    private final MediaType type;
    private final boolean hasTransparency;

    OutputFormat(MediaType type, boolean hasTransparency) {
        this.type = type;
        this.hasTransparency = hasTransparency;
    }

    public MediaType type() {
        return type;
    }

    boolean hasTransparency() {
        return hasTransparency;
    }

    /** Reads the name in SQL: jpeg (or jpg), png, webp or avif. */
    public static OutputFormat of(String name) {
        return switch (name) {
            case "jpeg", "jpg" -> JPEG;
            case "png" -> PNG;
            case "webp" -> WEBP;
            case "avif" -> AVIF;
            default ->
                throw new PgfilesException(
                        ErrorCode.INVALID_ARGUMENT, "format: " + name, "use jpeg, png, webp or avif");
        };
    }
}
