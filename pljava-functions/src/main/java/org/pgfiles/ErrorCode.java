package org.pgfiles;

import java.util.Locale;

/**
 * The errors that Java reports. Each is a row of {@code pgfiles.error} in SQL under the same name in lower case; the
 * SQLSTATE, the HTTP status and the constant message live there only.
 */
public enum ErrorCode {
    /** An argument is malformed or out of range. */
    INVALID_ARGUMENT,
    /** The bytes are not what was declared, or not of a type that can be read. */
    UNSUPPORTED_MEDIA,
    /** The bytes are of a readable type and damaged. */
    DAMAGED_MEDIA,
    /** More bytes or pixels than the limit allows. */
    TOO_LARGE,
    /** The object store has no such object. */
    OBJECT_MISSING,
    /** The object store answered with an error, or not in time. */
    STORE_UNAVAILABLE,
    /** The object store refused our credentials. */
    STORE_DENIED,
    /** No credentials can be found for a profile. */
    CREDENTIALS_MISSING,
    /** A mistake of ours; the server log has more. */
    INTERNAL_ERROR;

    /** The name under which SQL knows this code. */
    public String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
