package org.pgfiles.imageprocess;

/** Processes of image back ends stay for the next image, which is another test's. */
public final class IdleProcesses {
    private IdleProcesses() {}

    /** Ends them, and waits until they are gone: other tests count processes. */
    public static void end() {
        ImageProcess.endIdle();
        ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains(ImageProgram.class.getName()))
                .forEach(child -> child.onExit().join());
    }
}
