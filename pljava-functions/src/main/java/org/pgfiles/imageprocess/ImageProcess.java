package org.pgfiles.imageprocess;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.child.Ending;
import org.pgfiles.child.Program;
import org.pgfiles.child.Reply;
import org.pgfiles.child.Servants;
import org.pgfiles.image.Backends;
import org.pgfiles.image.Thumbnails;
import org.pgfiles.image.VariantMaker;
import org.pgfiles.image.VariantSpec;
import org.pgfiles.metadata.MediaType;

/**
 * Back ends that work in a process of their own, and the JDK's in this one for what they fail at: a file that ends their process, by a
 * crash, by its memory or by its time, is made smaller here, and so are all where the process cannot be started.
 */
public final class ImageProcess implements VariantMaker {
    /** After a while without an image its memory is worth more than the second that the next one waits. */
    private static final long IDLE_MS = 300_000;

    private static final Servants PROCESSES = new Servants(IDLE_MS);

    /** A JVM takes 500 MiB, most of which it never touches; a HEIC of 48 megapixels takes 350. */
    private static final long MIN_BESIDE_HEAP_BYTES = 1536L << 20;

    private static final long FIRST_HEAP_BYTES = 32 << 20;

    private static final int CPU_SECONDS = 1200;
    private static final int OPEN_FILES = 256;
    private static final int START_MS = 20_000;

    /** Where JNA finds its library, and libraries that are in no usual place. */
    private static final List<String> PASSED_ON =
            List.of("jna.boot.library.path", "jna.nounpack", "jna.platform.library.path", "jna.library.path");

    /** By its names: what is there, once something is. What is not is asked for again, since it may be installed by then. */
    private static final Map<String, State> KNOWN = new ConcurrentHashMap<>();

    private final String names;
    private final Backends here = Backends.jdk();
    private @Nullable State state;

    /**
     * What became of it.
     *
     * @param problem why it cannot be started; empty if it can
     * @param backends what is there, in it or without it
     */
    public record State(String problem, List<Backends.Status> backends) {
        private boolean isWorthwhile() {
            return backends.stream().anyMatch(backend -> backend.isAvailable() && Backends.areNative(backend.name()));
        }
    }

    /** @param names of back ends as {@link Backends#of} takes them */
    public ImageProcess(String names) {
        this.names = names;
    }

    /**
     * Whether these back ends have a process of their own: native ones, unless they are to work in the server's.
     *
     * @param process child or server, as the setting image_process; null for child
     */
    public static boolean isWanted(String names, @Nullable String process) {
        return Backends.areNative(names) && !"server".equals(process);
    }

    /** Starts it, and says what is there. Ends those that are idle. */
    public static State probe(String names) {
        KNOWN.remove(names);
        State state = new ImageProcess(names).state();
        endIdle();
        return state;
    }

    static void endIdle() {
        PROCESSES.dismissIdle();
    }

    @Override
    public boolean canRead(MediaType type) {
        // For people HEIF is the same as HEIC.
        String name = (type == MediaType.HEIF ? MediaType.HEIC : type).type();
        return here.canRead(type)
                || state().backends().stream()
                        .anyMatch(backend -> backend.reads().contains(name));
    }

    @Override
    public Thumbnails.Result make(
            byte[] file,
            MediaType type,
            int orientation,
            long maxPixels,
            List<VariantSpec> requested,
            LongSupplier remainingMs,
            BooleanSupplier isStopped) {
        String problem = "";
        if (state().isWorthwhile()) {
            ImageRequest request = new ImageRequest(file, type, orientation, maxPixels, requested);
            // The other half is for those here, should it fail.
            Reply reply = PROCESSES.ask(program(), request.parts(), remainingMs.getAsLong() / 2, isStopped);
            ImageAnswer answer = answer(reply);
            if (answer instanceof ImageAnswer.Made made
                    && made.result().thumbnails().size() == requested.size()) {
                return made.result();
            } else if (answer instanceof ImageAnswer.Refused refused
                    && refused.error().code() != ErrorCode.INTERNAL_ERROR) {
                throw refused.error();
            }
            problem = "the JDK had to do it, because the process of " + names + " "
                    + (answer instanceof ImageAnswer.Failed failed ? failed.how() : "gave no answer");
        }
        return makeHere(file, type, orientation, maxPixels, requested, isStopped, problem);
    }

    private Thumbnails.Result makeHere(
            byte[] file,
            MediaType type,
            int orientation,
            long maxPixels,
            List<VariantSpec> requested,
            BooleanSupplier isStopped,
            String problem) {
        try {
            Thumbnails.Result made = Thumbnails.make(here, file, type, orientation, maxPixels, requested, isStopped);
            return problem.isEmpty() ? made : made.withWarning(problem);
        } catch (PgfilesException e) {
            throw e.code() == ErrorCode.UNSUPPORTED_MEDIA && !problem.isEmpty()
                    ? new PgfilesException(e.code(), problem, "", e)
                    : e;
        }
    }

    private static ImageAnswer answer(Reply reply) {
        Ending ending = reply.ending();
        if (ending != null) {
            return new ImageAnswer.Failed(ending.inWords());
        }
        try {
            return ImageAnswer.read(reply.message());
        } catch (IOException e) {
            return new ImageAnswer.Failed("gave no answer that can be read");
        }
    }

    /** Asked once in a batch: where it cannot be started, not each image waits for that. */
    private synchronized State state() {
        if (state == null) {
            state = KNOWN.get(names);
        }
        if (state == null) {
            state = askForState();
            if (state.isWorthwhile()) {
                KNOWN.put(names, state);
            }
        }
        return state;
    }

    private State askForState() {
        String problem = Program.missing(Program.LIMITER, Program.java());
        if (problem.isEmpty()) {
            ImageAnswer answer = answer(PROCESSES.ask(program(), List.of(), START_MS, () -> false));
            if (answer instanceof ImageAnswer.There there) {
                return new State("", there.statuses());
            }
            problem = answer instanceof ImageAnswer.Failed failed ? failed.how() : "gave no answer";
        }
        return new State(problem, here.statuses());
    }

    /**
     * The JVM has the heap of this one, for what fits here is to fit there; it begins small and gives back what it does not need. The limit
     * of the address space is there for what the heap is not. It grows with the heap, so that who lets larger images in has one thing to
     * change. With the usual arenas, 64 MiB for each thread, nobody could say what the rest takes.
     */
    private Program program() {
        long heap = Runtime.getRuntime().maxMemory();
        List<String> command = new ArrayList<>(List.of(
                "/usr/bin/env",
                "MALLOC_ARENA_MAX=1",
                Program.java(),
                "-Xmx" + heap,
                "-Xms" + Math.min(heap, FIRST_HEAP_BYTES),
                "-Xmn24m",
                "-XX:MinHeapFreeRatio=10",
                "-XX:MaxHeapFreeRatio=20",
                "-Xss4m",
                "-XX:+UseSerialGC",
                "-XX:CompressedClassSpaceSize=16m",
                "-XX:MaxMetaspaceSize=64m",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:-UsePerfData",
                "-XX:+DisableAttachMechanism",
                "-XX:ErrorFile=/dev/null",
                "-XX:+SuppressFatalErrorMessage",
                "-XX:+DisplayVMOutputToStderr",
                "-Xlog:disable",
                "-Djava.awt.headless=true"));
        for (String property : PASSED_ON) {
            String value = System.getProperty(property);
            if (value != null) {
                command.add("-D" + property + "=" + value);
            }
        }
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                ImageProgram.class.getName(),
                names,
                String.valueOf(CPU_SECONDS / 2)));
        return new Program(command, heap + Math.max(MIN_BESIDE_HEAP_BYTES, 3 * heap), CPU_SECONDS, OPEN_FILES, (int)
                Math.min(heap / 4, 1 << 30));
    }
}
