package org.pgfiles.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleReader;
import java.lang.module.ResolvedModule;
import java.util.List;

/** What an archive of loaded classes is to have besides what a session loads by itself. */
public final class RuntimeClasses {
    private static final String RUNTIME = "org.postgresql.pljava";
    private static final String CLASS = ".class";

    private RuntimeClasses() {}

    /**
     * Loads every class of PL/Java, so that an archive of the loaded classes has all of them; returns how many they are.
     *
     * <p>A package of which an archive has only some classes breaks as soon as a session starts with another one of it: the JVM
     * (17) takes the archived ones for classes of the class path, while the package belongs to a module, and fails with a
     * "sealing violation".
     */
    public static int load() {
        return ModuleLayer.boot().configuration().modules().stream()
                .filter(module -> module.name().startsWith(RUNTIME))
                .mapToInt(RuntimeClasses::load)
                .sum();
    }

    private static int load(ResolvedModule module) {
        int count = 0;
        for (String resource : resources(module)) {
            if (resource.endsWith(CLASS) && !resource.equals("module-info.class")) {
                count += load(resource.substring(0, resource.length() - CLASS.length())
                        .replace('/', '.'));
            }
        }
        return count;
    }

    private static List<String> resources(ResolvedModule module) {
        try (ModuleReader reader = module.reference().open()) {
            return reader.list().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int load(String name) {
        try {
            Class.forName(name, false, RuntimeClasses.class.getClassLoader());
            return 1;
        } catch (ClassNotFoundException | LinkageError e) {
            return 0; // It needs what is not here, so no session can load it either.
        }
    }
}
