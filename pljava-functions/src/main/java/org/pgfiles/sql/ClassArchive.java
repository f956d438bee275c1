package org.pgfiles.sql;

import org.pgfiles.Guard;
import org.pgfiles.session.Interrupts;
import org.pgfiles.session.RuntimeClasses;

/** {@code pgfiles.java_load_runtime}: reads jars, which the sandbox does not allow. */
public final class ClassArchive {
    static {
        Interrupts.areServed();
    }

    private ClassArchive() {}

    /** Loads every class of PL/Java, so that an archive of the loaded classes has all of them; returns how many they are. */
    public static String loadRuntime() {
        return Guard.text(() -> String.valueOf(RuntimeClasses.load()));
    }
}
