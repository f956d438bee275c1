package org.pgfiles.http.stack;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Chooses the stack: system property {@code pgfiles.stack} or variable {@code PGFILES_STACK}, by default local. */
public final class Stacks {
    private static @Nullable Stack chosen;

    private Stacks() {}

    /** From now on this one. */
    public static void use(Stack stack) {
        chosen = stack;
    }

    /** Opens it; the caller closes it. */
    public static Stack open(Map<String, String> environment) {
        if (chosen != null) {
            return chosen;
        }
        String kind = System.getProperty("pgfiles.stack", environment.getOrDefault("PGFILES_STACK", "local"));
        return switch (kind) {
            case "local" -> LocalStack.from(environment);
            case "containers" -> ContainersStack.start(environment);
            default -> throw new IllegalStateException("PGFILES_STACK must be local or containers, not " + kind);
        };
    }
}
