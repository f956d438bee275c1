package org.pgfiles.session;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * Lets a session with Java in it be cancelled and ended while it waits.
 *
 * <p>PL/Java (1.6) puts handlers of its own in place of PostgreSQL's for SIGINT and SIGTERM when it starts the JVM. They note the
 * request and wake nobody: an idle session stays until its client speaks again, whatever {@code pg_terminate_backend} or a shutdown
 * asks. PostgreSQL's own note it, too, and wake the session. They are put back, by a thread for which no caller waits.
 *
 * <p>PL/Java's handler for SIGQUIT stays: with that signal it ends a JVM that does not end by itself, and the server would take what
 * PostgreSQL's does for a crash.
 */
public final class Interrupts implements Runnable {
    private static final int SIGINT = 2;
    private static final int SIGTERM = 15;
    private static final String LIBRARY_PATH = "jna.boot.library.path";

    private static final Thread THREAD = new Thread(new Interrupts(), "pgfiles interrupts");
    private static volatile String problem = "";

    static {
        // The bridge leaves signals to PostgreSQL.
        if (ModuleLayer.boot().findModule("org.postgresql.pljava").isPresent()) {
            THREAD.setDaemon(true);
            THREAD.start();
        }
    }

    private Interrupts() {}

    /** Sees to it, once a session. */
    public static void areServed() {}

    /** Why this session does not end when it is told to; empty if it does. */
    public static String problem() {
        try {
            THREAD.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return problem;
    }

    /** What the thread does. */
    @Override
    @SuppressWarnings("removal") // What the session's first function may do must not decide; there is no other way.
    public void run() {
        try {
            problem = AccessController.doPrivileged(new PutBack());
        } catch (LinkageError | RuntimeException e) {
            problem = String.valueOf(e.getCause() == null ? e : e.getCause());
        }
    }

    // Lambdas would cost the session's first URL some milliseconds.
    private static final class PutBack implements PrivilegedAction<String> {
        @Override
        public String run() {
            if (System.getProperty(LIBRARY_PATH) == null) {
                return "pljava.vmoptions has no -D" + LIBRARY_PATH;
            }
            NativeLibrary server = NativeLibrary.getProcess();
            putBack(server, SIGINT, "StatementCancelHandler");
            return putBack(server, SIGTERM, "die");
        }

        private static String putBack(NativeLibrary server, int signal, String name) {
            Pointer handler = server.getGlobalVariableAddress(name);
            Object[] arguments = {signal, handler};
            try {
                // Since PostgreSQL 18. It returns nothing.
                server.getFunction("pqsignal_be").invoke(arguments);
                return "";
            } catch (UnsatisfiedLinkError e) {
                Function pqsignal = server.getFunction("pqsignal");
                pqsignal.invoke(arguments);
                // It returns the handler that was there.
                return handler.equals(pqsignal.invokePointer(arguments))
                        ? ""
                        : "the handler of signal " + signal + " is not " + name;
            }
        }
    }
}
