package org.pgfiles.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleReader;
import java.lang.module.ResolvedModule;
import java.util.List;
import org.pgfiles.Guard;

/** {@code pgfiles.java_load_runtime}: reads jars, which the sandbox does not allow. */
public final class ClassArchive {
    private static final String RUNTIME = "org.postgresql.pljava";
    private static final String CLASS = ".class";

    private ClassArchive() {}

    /**
     * Loads every class of PL/Java, so that an archive of the loaded classes has all of them; returns how many they are.
     *
     * <p>A package of which an archive has only some classes breaks as soon as a session starts with another one of it: the JVM
     * (17) takes the archived ones for classes of the class path, while the package belongs to a module, and fails with a
     * "sealing violation".
     */
    public static String loadRuntime() {
        return Guard.text(() -> String.valueOf(ModuleLayer.boot().configuration().modules().stream()
                .filter(module -> module.name().startsWith(RUNTIME))
                .mapToInt(ClassArchive::load)
                .sum()));
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
            Class.forName(name, false, ClassArchive.class.getClassLoader());
            return 1;
        } catch (ClassNotFoundException | LinkageError e) {
            return 0; // It needs what is not here, so no session can load it either.
        }
    }
}
