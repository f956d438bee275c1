package org.pgfiles.sql;

import java.util.Map;
import org.pgfiles.Guard;
import org.pgfiles.image.Backends;
import org.pgfiles.imageprocess.ImageProcess;
import org.pgfiles.json.JsonFields;
import org.pgfiles.session.Interrupts;

/** {@code pgfiles.java_image_backends}: may load native libraries and start a program, so it runs where a worker's batch does. */
public final class Images {
    static {
        Interrupts.areServed();
    }

    private Images() {}

    /**
     * Loads image back ends by their names, with commas between, in a process of the setting image_process; returns as JSON why that
     * cannot be started (problem, empty if it can), and what became of each (backends): whether it is there, its version or why
     * not, the types it reads and writes.
     *
     * <p>The JDK's is always among them.
     */
    public static String backends(String names, String process) {
        return Guard.text(() -> {
            ImageProcess.State state = ImageProcess.isWanted(names, process)
                    ? ImageProcess.probe(names)
                    : new ImageProcess.State("", Backends.of(names).statuses());
            return JsonFields.compose(Map.of(
                    "problem",
                    state.problem(),
                    "backends",
                    state.backends().stream().map(Images::map).toList()));
        });
    }

    private static Map<String, Object> map(Backends.Status status) {
        return Map.of(
                "name", status.name(),
                "is_available", status.isAvailable(),
                "detail", status.detail(),
                "reads", status.reads(),
                "writes", status.writes());
    }
}
