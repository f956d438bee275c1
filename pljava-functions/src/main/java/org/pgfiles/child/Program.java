package org.pgfiles.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is started, and how much it may take of everything.
 *
 * @param command the program's absolute path and its arguments, none of which a client has a say in
 * @param addressSpaceBytes of memory, as the kernel counts it: reserved, whether touched or not
 * @param cpuSeconds of all its threads together; then the kernel ends it, even if nobody is left who waits for it
 * @param openFiles at a time
 * @param maxOutputBytes of its standard output; one that writes more is ended
 */
public record Program(List<String> command, long addressSpaceBytes, int cpuSeconds, int openFiles, int maxOutputBytes) {
    /** Sets the limits. */
    public static final String LIMITER = "/usr/bin/prlimit";

    public Program {
        command = List.copyOf(command);
        if (command.isEmpty() || !command.get(0).startsWith("/")) {
            throw new IllegalArgumentException("a program is named by its path: " + command);
        }
    }

    /** The path of the java that runs here. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Which of the files that a program needs is not there, in words; empty if all are. */
    public static String missing(String... files) {
        return Arrays.stream(files)
                .filter(file -> !Files.isReadable(Path.of(file)))
                .map(file -> "there is no " + file)
                .findFirst()
                .orElse("");
    }

    /** Starts it, without any environment. */
    Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(limited());
        builder.environment().clear();
        return builder.start();
    }

    /**
     * The command that the kernel is given: each word before the program's own takes something from it and then becomes the next.
     *
     * <p>It writes no file (fsize) and leaves no core; where memory is short it is the first to go (choom); it gets no further
     * privileges; and it ends with the thread that has started it, so also when a worker is killed (pdeathsig). There is no limit of
     * processes (nproc): the kernel counts all processes and threads of the server's user together, some thirteen for each session
     * that has called Java, so that one that lets a busy server start anything at all would keep nothing from a quiet one.
     */
    List<String> limited() {
        List<String> words = new ArrayList<>(List.of(
                LIMITER,
                "--as=" + addressSpaceBytes,
                "--cpu=" + cpuSeconds + ":"
                        + (cpuSeconds + 1), // A signal that tells why, and then one that cannot be refused.
                "--nofile=" + openFiles,
                "--fsize=0",
                "--core=0",
                "--",
                "/usr/bin/choom",
                "-n",
                "1000",
                "--",
                "/usr/bin/setpriv",
                "--no-new-privs",
                "--pdeathsig",
                "KILL",
                "--"));
        words.addAll(command);
        return words;
    }
}
