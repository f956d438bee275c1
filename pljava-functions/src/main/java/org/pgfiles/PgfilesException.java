package org.pgfiles;

import java.io.Serial;

/**
 * The only exception that our packages throw on purpose: a code, a detail that gives the limit and the value received,
 * and a hint that says what to do. Neither ever holds a credential or a Java class name.
 */
public final class PgfilesException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final String hint;

    public PgfilesException(ErrorCode code, String detail, String hint) {
        super(detail);
        this.code = code;
        this.hint = hint;
    }

    public PgfilesException(ErrorCode code, String detail, String hint, Throwable cause) {
        super(detail, cause);
        this.code = code;
        this.hint = hint;
    }

    public ErrorCode code() {
        return code;
    }

    /** The limit and the value received; never null, may be empty. */
    public String detail() {
        String detail = getMessage();
        return detail == null ? "" : detail;
    }

    /** What the caller can do about it; may be empty. */
    public String hint() {
        return hint;
    }
}
