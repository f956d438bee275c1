package org.pgfiles.worker;

import java.util.Locale;

/** Why a job did not simply succeed, and what that means for its file. */
enum Reason {
    OBJECT_MISSING(Outcome.REJECTED),
    SIZE_MISMATCH(Outcome.REJECTED),
    TYPE_MISMATCH(Outcome.REJECTED),
    STORED_TYPE_MISMATCH(Outcome.REJECTED),
    CHECKSUM_MISMATCH(Outcome.REJECTED),
    NOT_AN_IMAGE(Outcome.REJECTED),
    TOO_MANY_PIXELS(Outcome.REJECTED),
    TOO_LARGE(Outcome.REJECTED),
    DAMAGED_IMAGE(Outcome.REJECTED),
    /** The original is kept as it is, without variants. */
    NO_DECODER(Outcome.READY),
    /** Kept as it is too, with its EXIF: it would fill the heap. */
    IMAGE_TOO_LARGE(Outcome.READY),
    /** A PDF that is kept as it is, without a picture of its first page, for one of these four reasons. */
    PDF_ENCRYPTED(Outcome.READY),
    PDF_DAMAGED(Outcome.READY),
    PREVIEW_TIMEOUT(Outcome.READY),
    NO_PREVIEW(Outcome.READY),
    NO_ROOM(Outcome.RELEASED),
    STORE_UNAVAILABLE(Outcome.RETRY),
    STORE_DENIED(Outcome.RETRY),
    CREDENTIALS_MISSING(Outcome.RETRY),
    WATERMARK_UNUSABLE(Outcome.RETRY),
    OUT_OF_MEMORY(Outcome.FAILED),
    DEADLINE(Outcome.FAILED),
    INTERNAL_ERROR(Outcome.FAILED);

    private final Outcome outcome;

    Reason(Outcome outcome) {
        this.outcome = outcome;
    }

    Outcome outcome() {
        return outcome;
    }

    String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
