package org.pgfiles.sql;

import java.util.Map;
import org.pgfiles.Guard;
import org.pgfiles.image.Backends;
import org.pgfiles.json.JsonFields;
import org.pgfiles.session.Interrupts;

/** {@code pgfiles.java_image_backends}: may load native libraries, so it runs where a worker's batch does. */
public final class Images {
    static {
        Interrupts.areServed();
    }

    private Images() {}

    /**
     * Loads image back ends by their names, with commas between; returns a JSON array of what became of each: whether it is
     * there, its version or why not, the types it reads and writes.
     *
     * <p>The JDK's is always among them.
     */
    public static String backends(String names) {
        return Guard.text(() -> JsonFields.compose(
                Backends.of(names).statuses().stream().map(Images::map).toList()));
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
