package org.pgfiles.worker;

import java.util.concurrent.Semaphore;

/**
 * The part of the heap that images may fill, whoever works on them. Several threads with an image each would otherwise
 * run out of memory together, where one after the other would not.
 */
final class HeapRoom {
    static final HeapRoom OF_THIS_JVM = new HeapRoom(Runtime.getRuntime().maxMemory() / 10 * 6);

    private static final int UNIT = 1 << 20;

    private final int units;
    private final Semaphore free;

    private HeapRoom(long bytes) {
        this.units = (int) Math.max(1, bytes / UNIT);
        this.free = new Semaphore(units, true);
    }

    /**
     * Waits until so much is free; who needs more than there is gets all of it.
     *
     * @param bytes an estimate
     */
    Share take(long bytes) {
        int wanted = (int) Math.max(1, Math.min(units, bytes / UNIT + 1));
        try {
            free.acquire(wanted);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Rejection(Reason.DEADLINE, "stopped while it waited for memory");
        }
        return new Share(wanted);
    }

    /** A part that is in use. */
    final class Share implements AutoCloseable {
        private final int taken;

        private Share(int taken) {
            this.taken = taken;
        }

        @Override
        public void close() {
            free.release(taken);
        }
    }
}
