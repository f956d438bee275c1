package org.pgfiles.worker;

import java.util.Locale;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;

/** How a batch goes on. */
public enum Pace {
    GO_ON,
    /** End what has begun, and give the rest back. */
    BEGIN_NONE,
    /** Give back what has begun, too. */
    GIVE_UP;

    /** By its name in SQL. */
    public static Pace of(String name) {
        for (Pace pace : values()) {
            if (pace.name().toLowerCase(Locale.ROOT).equals(name)) {
                return pace;
            }
        }
        throw new PgfilesException(ErrorCode.INVALID_ARGUMENT, "pace: " + name, "");
    }
}
