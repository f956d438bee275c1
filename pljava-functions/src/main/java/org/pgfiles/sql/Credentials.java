package org.pgfiles.sql;

import org.pgfiles.Guard;
import org.pgfiles.session.Interrupts;
import org.pgfiles.storage.KeyRequest;

/** {@code pgfiles.java_signing_keys}: resolves credentials where the network may be asked for them. */
public final class Credentials {
    static {
        Interrupts.areServed();
    }

    private Credentials() {}

    /**
     * Derives signing keys for credential profiles, regions and days, as JSON. The secret access key is not in the answer.
     *
     * <p>A profile without credentials is listed among the errors and does not keep the others from getting theirs.
     */
    public static String signingKeys(String request) {
        return Guard.text(() -> KeyRequest.answer(request));
    }
}
