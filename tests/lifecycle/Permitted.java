package org.pgfiles.policy;

import java.io.File;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tries what a policy may allow, in the language of the function that calls it: 56_policy.t. */
public final class Permitted {
    private Permitted() {}

    /** "allowed", "refused", or what else came of it. */
    public static String attempt(String what, String object) {
        try {
            go(what, object);
            return "allowed";
        } catch (SecurityException e) {
            return "refused";
        } catch (Exception | LinkageError e) {
            return e.toString();
        }
    }

    @SuppressWarnings("removal") // Of the manager of security.
    private static void go(String what, String object) throws Exception {
        switch (what) {
            case "read" -> Files.newInputStream(Path.of(object)).close();
            case "write" -> Files.writeString(Path.of(object), "x");
            case "delete" -> Files.delete(Path.of(object));
            case "list" -> new File(object).list();
            case "connect" -> new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(object)).close();
            case "listen" -> new ServerSocket(Integer.parseInt(object)).close();
            case "execute" -> new ProcessBuilder(object).start().waitFor();
            case "environment" -> System.getenv(object);
            case "property" -> System.getProperty(object);
            case "set property" -> System.setProperty(object, "x");
            case "library" -> System.load(object);
            case "exit" -> System.exit(1);
            case "manager" -> System.setSecurityManager(null);
            case "inside" -> Thread.class.getDeclaredField("name").setAccessible(true);
            default -> throw new IllegalArgumentException(what);
        }
    }
}
