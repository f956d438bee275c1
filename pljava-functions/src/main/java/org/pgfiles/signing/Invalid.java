package org.pgfiles.signing;

import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;

/** Makes the exceptions of this package. */
final class Invalid {
    private static final int SHOWN = 80;

    private Invalid() {}

    static PgfilesException argument(String detail, String hint) {
        return new PgfilesException(ErrorCode.INVALID_ARGUMENT, detail, hint);
    }

    /** A received value for a detail: quoted, and cut after 80 characters. */
    static String shown(String value) {
        return value.length() <= SHOWN
                ? "\"" + value + "\""
                : "\"" + value.substring(0, SHOWN) + "...\" (" + value.length() + " characters)";
    }
}
