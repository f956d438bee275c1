package org.pgfiles.session;

import java.io.FilePermission;
import java.net.SocketPermission;
import java.security.Permission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PropertyPermission;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the JVM of a session was given besides what pgfiles.conf says: the server's environment, and PL/Java's policy. */
public final class Surroundings {
    /** Some of each kind that pgfiles.policy grants to what talks to the store. */
    private static final List<Permission> NEEDED = List.of(
            new SocketPermission("*", "connect,resolve"),
            new FilePermission("<<ALL FILES>>", "read"),
            new PropertyPermission("*", "read"),
            new RuntimePermission("getenv.*"));
    /** Every JVM reads them. The first one goes before the options that it was started with. */
    private static final List<String> VARIABLES = List.of("_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS");

    private Surroundings() {}

    /** What the caller's language should be allowed and is not, for people; empty where there is no policy at all. */
    @SuppressWarnings("removal") // PL/Java enforces its policy so; a JVM that no longer does it has no manager.
    public static List<String> forbidden() {
        SecurityManager manager = System.getSecurityManager();
        List<String> forbidden = new ArrayList<>();
        if (manager != null) {
            for (Permission permission : NEEDED) {
                try {
                    manager.checkPermission(permission);
                } catch (SecurityException e) {
                    forbidden.add((permission.getActions() + " " + permission.getName()).strip());
                }
            }
        }
        return forbidden;
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
