package org.pgfiles.image;

import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;

/** The formats that variants are written in. */
public enum OutputFormat {
    /** Progressive, without any metadata; transparency becomes white. */
    JPEG("image/jpeg"),
    /** Lossless, with transparency, without any metadata. */
    PNG("image/png");

    private final String type;

    OutputFormat(String type) {
        this.type = type;
    }

    /** The content type. */
    public String type() {
        return type;
    }

    /** Reads the name in SQL: jpeg (or jpg) or png. */
    public static OutputFormat of(String name) {
        return switch (name) {
            case "jpeg", "jpg" -> JPEG;
            case "png" -> PNG;
            default -> throw new PgfilesException(ErrorCode.INVALID_ARGUMENT, "format: " + name, "use jpeg or png");
        };
    }
}
