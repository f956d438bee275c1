package org.pgfiles.sql;

import org.pgfiles.session.Interrupts;

/** {@code pgfiles.java_interrupts}: what the doctor asks about the session itself. */
public final class Sessions {
    private Sessions() {}

    /** Why this session does not end when it is told to; empty if it does. */
    public static String interrupts() {
        return Interrupts.problem();
    }
}
