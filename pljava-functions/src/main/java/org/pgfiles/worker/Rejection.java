package org.pgfiles.worker;

/** Ends a job with a reason. It never leaves this package. */
final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    Rejection(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
