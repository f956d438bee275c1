package org.pgfiles.child;

import java.util.List;

/** Stands for a worker that is killed while a child runs. */
final class ChildHost {
    private ChildHost() {}

    public static void main(String[] arguments) {
        System.out.println("here");
        Program sleep = new Program(List.of("/bin/sleep", "60"), 64 << 20, 20, 20, 100);
        Child.run(sleep, new byte[0], () -> 60_000, () -> false);
    }
}
