package org.pgfiles.image;

import java.util.function.BooleanSupplier;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;

/** Java cannot end a thread from outside: long work asks from time to time whether anyone still waits for it. */
final class Stop {
    private Stop() {}

    /** Asks at every 64th row. */
    static void check(BooleanSupplier isStopped, int row) {
        if ((row & 63) == 0 && isStopped.getAsBoolean()) {
            throw stopped();
        }
    }

    static PgfilesException stopped() {
        return new PgfilesException(ErrorCode.INTERNAL_ERROR, "the work took too long and was stopped", "");
    }
}
