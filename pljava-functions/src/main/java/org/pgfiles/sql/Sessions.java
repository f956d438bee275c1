package org.pgfiles.sql;

import java.util.Map;
import org.pgfiles.Guard;
import org.pgfiles.json.JsonFields;
import org.pgfiles.session.Interrupts;
import org.pgfiles.session.Surroundings;

/** {@code pgfiles.java_interrupts} and {@code pgfiles.java_surroundings}: what the doctor asks about the session itself. */
public final class Sessions {
    private Sessions() {}

    /** Why this session does not end when it is told to; empty if it does. */
    public static String interrupts() {
        return Interrupts.problem();
    }

    /**
     * What pgfiles.policy should allow and PL/Java does not (forbidden), what PL/Java allows and pgfiles.policy does not (excessive), and
     * the options that come from the server's environment, without their values (options), as JSON.
     */
    public static String surroundings() {
        return Guard.text(() -> JsonFields.compose(Map.of(
                "forbidden", Surroundings.forbidden(),
                "excessive", Surroundings.excessive(),
                "options", Surroundings.options())));
    }
}
