package org.pgfiles.worker;

/** How many bytes of files a batch may hand to SQL: its answer is one text, which lies in memory several times. */
final class HeadRoom {
    private final long max = Runtime.getRuntime().maxMemory() / 16;
    private long used;

    /**
     * How many of these bytes may be handed over. The first file gets as much as there is, so that each batch gets on.
     *
     * @throws Rejection NO_ROOM when the rest is too little for another file
     */
    synchronized int take(long bytes) {
        long allowed = Math.min(bytes, max);
        if (used > 0 && used + allowed > max) {
            throw new Rejection(Reason.NO_ROOM, "");
        }
        used += allowed;
        return (int) allowed;
    }

    synchronized void giveBack(int bytes) {
        used -= bytes;
    }
}
