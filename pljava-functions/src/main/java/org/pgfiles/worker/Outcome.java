package org.pgfiles.worker;

import java.util.Locale;

/** What is to become of a job's file. */
enum Outcome {
    /** Done; also with a reason, if something harmless could not be. */
    READY,
    /** The file itself is not acceptable; trying again changes nothing. */
    REJECTED,
    /** It did not work out and is not worth trying again by itself. */
    FAILED,
    /** The circumstances were bad: try again later. */
    RETRY,
    /** Not begun: it is as if the job had not been in this batch. */
    RELEASED;

    String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
