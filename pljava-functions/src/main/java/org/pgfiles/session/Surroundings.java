package org.pgfiles.session;

import java.io.FilePermission;
import java.net.SocketPermission;
import java.security.Permission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PropertyPermission;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pgfiles.child.Program;

/** What the JVM of a session was given besides what pgfiles.conf says: the server's environment, and PL/Java's policy. */
public final class Surroundings {
    private static final String ALL_FILES = "<<ALL FILES>>";
    /** Some of each kind that pgfiles.policy grants to what talks to the store. */
    private static final List<Permission> NEEDED = List.of(
            new SocketPermission("*", "connect,resolve"),
            new FilePermission(Program.LIMITER, "execute"),
            new PropertyPermission("*", "read"),
            new RuntimePermission("getenv.*"));
    /** What pgfiles.policy grants nobody, by what it comes to. PL/Java's own policy grants all untrusted functions the first ones. */
    private static final Map<String, Permission> EXCESSIVE = Map.of(
            "write", new FilePermission(ALL_FILES, "write"),
            "delete", new FilePermission(ALL_FILES, "delete"),
            "execute", new FilePermission(ALL_FILES, "execute"),
            "loadLibrary", new RuntimePermission("loadLibrary.*"));
    /** Every JVM reads them. The first one goes before the options that it was started with. */
    private static final List<String> VARIABLES = List.of("_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS");

    private Surroundings() {}

    /** What the caller's language should be allowed and is not, for people; empty where there is no policy at all. */
    public static List<String> forbidden() {
        return NEEDED.stream()
                .filter(permission -> !isAllowed(permission, true))
                .map(permission -> (permission.getActions() + " " + permission.getName()).strip())
                .toList();
    }

    /** What the caller's language may do to the server's files and process and should not: keys of {@link #EXCESSIVE}. */
    public static List<String> excessive() {
        return EXCESSIVE.entrySet().stream()
                .filter(entry -> isAllowed(entry.getValue(), false))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** The answer of the policy, or that, where there is none. */
    @SuppressWarnings("removal") // PL/Java enforces its policy so; a JVM that no longer does it has no manager.
    private static boolean isAllowed(Permission permission, boolean otherwise) {
        SecurityManager manager = System.getSecurityManager();
        if (manager == null) {
            return otherwise;
        }
        try {
            manager.checkPermission(permission);
            return true;
        } catch (SecurityException e) {
            return false;
        }
    }

    /** Options by the variable that gives them, without their values, among which there may be passwords. */
    public static Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        for (String name : VARIABLES) {
            String value = value(name);
            if (!value.isBlank()) {
                options.put(
                        name,
                        Stream.of(value.strip().split("\\s+", -1))
                                .map(option -> option.replaceFirst("=.*", "=..."))
                                .collect(Collectors.joining(" ")));
            }
        }
        return options;
    }

    private static String value(String variable) {
        try {
            String value = System.getenv(variable);
            return value == null ? "" : value;
        } catch (SecurityException e) {
            return ""; // That it is forbidden is said already.
        }
    }
}
