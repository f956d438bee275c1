package org.pgfiles.image;

import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;

/** The formats that variants are written in, all without any metadata. */
public enum OutputFormat {
    /** Progressive; transparency becomes white. */
    JPEG("image/jpeg", "jpg", false),
    /** Lossless, with transparency. */
    PNG("image/png", "png", true),
    /** Lossy, with transparency. */
    WEBP("image/webp", "webp", true),
    /** Lossy, with transparency; AV1 in a HEIF container. */
    AVIF("image/avif", "avif", true);

    private final String type;
    private final String extension;
    private final boolean hasTransparency;

    OutputFormat(String type, String extension, boolean hasTransparency) {
        this.type = type;
        this.extension = extension;
        this.hasTransparency = hasTransparency;
    }

    /** The content type. */
    public String type() {
        return type;
    }

    /** Of a file's name, without the dot. */
    public String extension() {
        return extension;
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
