package org.pgfiles.image;

import org.junit.jupiter.api.Assumptions;

/** Back ends whose library a machine may lack. What was not tested for that reason says so. */
public final class NativeLibrary {
    private NativeLibrary() {}

    /** The back end of this name; skips the test, with the reason, where it is not installed. */
    public static Backends require(String name) {
        Backends backends = Backends.of(name);
        Backends.Status status = backends.statuses().get(0);
        if (!status.isAvailable()) {
            String reason = "skipped, because the back end " + name + " is not there: " + status.detail();
            System.err.println(reason); // Maven does not show it.
            Assumptions.abort(reason);
        }
        return backends;
    }
}
