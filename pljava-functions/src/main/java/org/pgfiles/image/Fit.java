package org.pgfiles.image;

import java.util.Locale;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;

/** How an image is brought into a variant's width and height. The aspect is always kept. */
public enum Fit {
    /** Exactly this size: what juts out is cropped, evenly on both sides unless the {@link Focus} is elsewhere; a smaller image is enlarged. */
    COVER,
    /** Exactly this size: the whole image, centred, with white (transparent in PNG) beside it. */
    CONTAIN,
    /** At most this size: the whole image, never enlarged, with nothing beside it. */
    INSIDE;

    /** Reads the name in SQL: cover, contain or inside. */
    public static Fit of(String name) {
        for (Fit fit : values()) {
            if (fit.name().toLowerCase(Locale.ROOT).equals(name)) {
                return fit;
            }
        }
        throw new PgfilesException(ErrorCode.INVALID_ARGUMENT, "fit: " + name, "use cover, contain or inside");
    }
}
