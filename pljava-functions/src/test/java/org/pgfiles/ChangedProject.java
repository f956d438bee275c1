package org.pgfiles;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** A copy of the project in which lines are added, and of which some packages are compiled and some tests run. */
final class ChangedProject {
    private static final String JAVA = "pljava-functions/src/main/java/org/pgfiles/";

    private final Path root;
    private final Path classes;

    ChangedProject(Path folder) throws IOException {
        root = Files.createTempDirectory(folder, "project");
        classes = Files.createDirectory(root.resolve("classes"));
        for (String part : List.of("sql", "docs/reference", JAVA)) {
            copy(part);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy(String part) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..").resolve(part))) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> copy(file, root.resolve(Path.of("..").relativize(file))));
        }
    }

    /** Adds a line before the first one that has a text. Java files are named by their place in org.pgfiles. */
    void insert(String file, String before, String line) throws IOException {
        Path path = root.resolve(file.endsWith(".java") ? JAVA + file : file);
        String text = Files.readString(path);
        int at = text.indexOf(before);
        if (at < 0) {
            throw new AssertionError(file + " has no line with " + before);
        }
        int lineStart = text.lastIndexOf('\n', at) + 1;
        Files.writeString(path, text.substring(0, lineStart) + line + "\n" + text.substring(lineStart));
    }

    /** The errors of the compiler, one a line; empty if there are none. */
    String compile(String packages) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String name : packages.split(" ", -1)) {
            try (Stream<Path> files = Files.list(root.resolve(JAVA + name))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options = List.of(
                "-proc:none", "-implicit:none", "-Xmaxerrs", "1000", "-d", classes.toString(), "-cp", classPath());
        try (StandardJavaFileManager files = compiler.getStandardFileManager(found, Locale.ROOT, null)) {
            compiler.getTask(null, files, found, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
        }
        StringBuilder errors = new StringBuilder();
        for (Diagnostic<? extends JavaFileObject> diagnostic : found.getDiagnostics()) {
            if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
                errors.append(Path.of(diagnostic.getSource().toUri()).getFileName())
                        .append(": ")
                        .append(diagnostic.getMessage(Locale.ROOT))
                        .append('\n');
            }
        }
        return errors.toString();
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
    }

    /** What tests say that fail here; empty if none does. */
    String test(List<String> names) throws ReflectiveOperationException {
        StringBuilder complaints = new StringBuilder();
        String before = System.getProperty("pgfiles.root", "..");
        System.setProperty("pgfiles.root", root.toString());
        try {
            ClassLoader loader = new Changed();
            for (String name : names) {
                Class<?> test = loader.loadClass("org.pgfiles." + name);
                for (Method method : test.getDeclaredMethods()) {
                    if (method.isAnnotationPresent(Test.class)) {
                        complaints.append(complaint(test, method));
                    }
                }
            }
        } finally {
            System.setProperty("pgfiles.root", before);
        }
        return complaints.toString();
    }

    private static String complaint(Class<?> test, Method method) throws ReflectiveOperationException {
        try {
            Constructor<?> constructor = test.getDeclaredConstructor();
            constructor.setAccessible(true);
            method.setAccessible(true);
            method.invoke(constructor.newInstance());
            return "";
        } catch (InvocationTargetException e) {
            return e.getCause() + "\n";
        }
    }

    /** Our classes as they were compiled here, the others of ours as they are, and all of them in one loader. */
    private final class Changed extends ClassLoader {
        Changed() {
            super(ChangedProject.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("org.pgfiles.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            String file = name.replace('.', '/') + ".class";
            Path changed = classes.resolve(file);
            try (InputStream in = Files.exists(changed) ? Files.newInputStream(changed) : getResourceAsStream(file)) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
