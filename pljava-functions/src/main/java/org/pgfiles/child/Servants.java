package org.pgfiles.child;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Programs that go on running and answer one request after another, of each as many as are asked at a time. One that fails takes its own
 * request along and no other, and is started anew for the next. One that nobody has asked for a while is ended, and so are all with the
 * worker.
 */
public final class Servants {
    private final Deque<Servant> idle = new ArrayDeque<>();
    private final long idleMs;

    /** @param idleMs for how many milliseconds one stays that nobody asks */
    public Servants(long idleMs) {
        this.idleMs = idleMs;
    }

    /**
     * Asks one.
     *
     * @param request in parts, which need not be copied for that
     * @param milliseconds how long it has
     * @param isStopped whether nobody waits for it any more; asked all the time
     */
    public Reply ask(Program program, List<byte[]> request, long milliseconds, BooleanSupplier isStopped) {
        while (true) {
            Servant servant = take(program);
            boolean isNew = servant.isNew();
            Reply reply = servant.ask(request, milliseconds, isStopped);
            Ending ending = reply.ending();
            if (ending == null) {
                giveBack(servant);
                return reply;
            } else if (isNew || !ending.isSuccess()) {
                return reply;
            }
            // It was about to end, for its age or because nobody had asked: another takes its place.
        }
    }

    /** Ends those that nobody asks at this moment. */
    public synchronized void dismissIdle() {
        idle.forEach(Servant::dismiss);
        idle.clear();
    }

    private synchronized Servant take(Program program) {
        for (Servant servant = idle.poll(); servant != null; servant = idle.poll()) {
            if (servant.isRunning() && servant.program().equals(program)) {
                return servant;
            }
            servant.dismiss(); // A setting has changed, or it was killed while it had nothing to do.
        }
        return Servant.start(program, idleMs);
    }

    /** The one that was asked last is asked first, so that those too many are idle. */
    private synchronized void giveBack(Servant servant) {
        idle.push(servant);
    }
}
