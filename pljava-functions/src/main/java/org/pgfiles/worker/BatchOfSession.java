package org.pgfiles.worker;

import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;

/** The one batch that a session has, from the call that begins it to the one that has its results. */
public final class BatchOfSession {
    private static @Nullable Batch batch;

    private BatchOfSession() {}

    /** Begins a batch; one that was not waited for, because the session was interrupted, is given up. */
    public static void begin(String json) {
        if (batch != null) {
            batch.giveUpAll();
        }
        batch = Batch.begin(json);
    }

    /** Its results as JSON, or an empty text if it is not at its end after so many milliseconds. */
    public static String await(int milliseconds, Pace pace) {
        if (batch == null) {
            throw new PgfilesException(ErrorCode.INVALID_ARGUMENT, "no batch has begun", "");
        }
        return batch.await(milliseconds, pace);
    }
}
