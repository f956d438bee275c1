package org.pgfiles.child;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With the programs that every Linux has: {@code cat} answers each message with the same message. */
class ServantsTest {
    private static final int MIB = 1 << 20;
    private static final Program ECHO = program("/bin/cat");
    private static final Program BUSY = program("/bin/sh", "-c", "while :; do sleep 0.1; done");
    private static final byte[] HELLO = {1, 2, 3, 4};

    private final Servants servants = new Servants(60_000);

    @AfterEach
    void dismiss() {
        servants.dismissIdle();
    }

    @Test
    void ask_messageInParts_isAnsweredAsAWhole() {
        byte[] large = new byte[20_000]; // It answers while it reads, which larger ones would not take.
        new Random(1).nextBytes(large);

        Reply reply = servants.ask(ECHO, List.of(HELLO, large), 20_000, () -> false);

        assertThat(reply.message()).startsWith(HELLO).endsWith(large).hasSize(4 + large.length);
        assertThat(ask(ECHO).message()).as("the next one").isEqualTo(HELLO);
    }

    /** The kernel ends a child with the thread that has started it, and batches have threads of their own. */
    @Test
    void ask_fromSeveralThreadsInTurn_isAnsweredByTheSameProcess() throws Exception {
        for (int i = 0; i < 3; i++) {
            Thread thread = new Thread(() -> ask(ECHO));
            thread.start();
            thread.join();
        }

        assertThat(pids()).hasSize(1);
        assertThat(ask(ECHO).message()).isEqualTo(HELLO);
    }

    @Test
    void ask_processThatDiesMeanwhile_takesItsOwnRequestAlongAndNoOther() throws Exception {
        CompletableFuture<Reply> victim = CompletableFuture.supplyAsync(() -> ask(BUSY));
        long pid = awaitPid();

        assertThat(ask(ECHO).message()).as("beside it").isEqualTo(HELLO);
        new ProcessBuilder("/bin/kill", "-SEGV", String.valueOf(pid)).start().waitFor();

        Ending ending = requireNonNull(victim.get(20, TimeUnit.SECONDS).ending());
        assertThat(ending.cause()).isEqualTo(Ending.Cause.ITSELF);
        assertThat(ending.inWords()).isEqualTo("was ended by signal 11");
        assertThat(ask(ECHO).message()).as("after it").isEqualTo(HELLO);
    }

    @Test
    void ask_tooSlow_isEndedAndGone() throws InterruptedException {
        Ending ending = requireNonNull(
                servants.ask(BUSY, List.of(HELLO), 300, () -> false).ending());

        assertThat(ending.cause()).isEqualTo(Ending.Cause.TIME);
        assertThat(ending.isTooSlow()).isTrue();
        awaitNone();
    }

    @Test
    void ask_stopped_isEndedAndGone() throws InterruptedException {
        long start = System.nanoTime();

        Ending ending =
                requireNonNull(servants.ask(BUSY, List.of(HELLO), 60_000, () -> System.nanoTime() - start > 300_000_000)
                        .ending());

        assertThat(ending.cause()).isEqualTo(Ending.Cause.STOPPED);
        awaitNone();
    }

    /** As a batch does it to a thread for which it waits no longer. */
    @Test
    void ask_interrupted_isEndedAndStaysInterrupted() throws Exception {
        CompletableFuture<Boolean> isInterrupted = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            ask(BUSY);
            isInterrupted.complete(Thread.currentThread().isInterrupted());
        });
        thread.start();
        awaitPid();

        thread.interrupt();

        assertThat(isInterrupted.get(20, TimeUnit.SECONDS)).isTrue();
        awaitNone();
    }

    /** Even if nobody looks at the clock. */
    @Test
    void ask_muchProcessorTime_isEndedByTheKernel() {
        Program spinning = new Program(List.of("/bin/sh", "-c", "while :; do :; done"), 64 * MIB, 1, 20, MIB);

        assertThat(requireNonNull(ask(spinning).ending()).isTooSlow()).isTrue();
    }

    @Test
    void ask_muchMemory_isNotGiven() {
        Ending ending = requireNonNull(
                ask(program("/bin/dd", "bs=100M", "count=1", "iflag=fullblock")).ending());

        assertThat(ending.isSuccess()).isFalse();
        assertThat(ending.message()).contains("memory exhausted");
    }

    @Test
    void ask_longAnswer_isNotRead() {
        Program modest = new Program(List.of("/bin/cat"), 64 * MIB, 20, 20, 3);

        assertThat(ask(modest).ending()).isNotNull();
        assertThat(ask(ECHO).message()).isEqualTo(HELLO);
    }

    /** It would wait until somebody reads what it says, and nobody does. */
    @Test
    void ask_talkativeProcess_answersAllTheSame() {
        Program talkative = program("/bin/sh", "-c", "head -c 1000000 /dev/zero | tr '\\0' x >&2; exec cat");

        assertThat(ask(talkative).message()).isEqualTo(HELLO);
    }

    @Test
    void ask_whatIsNotThere_isTold() {
        assertThat(requireNonNull(ask(program("/no/such/program")).ending()).inWords())
                .contains("/no/such/program")
                .contains("No such file");
    }

    /** For its age, for example. */
    @Test
    void ask_processThatEndsBetweenTwoRequests_isReplaced() {
        Program once = program("/usr/bin/head", "-c", "8");

        for (int i = 0; i < 5; i++) {
            assertThat(ask(once).message()).isEqualTo(HELLO);
        }
    }

    @Test
    void ask_nobodyForAWhile_isEndedAndStartedAnew() throws InterruptedException {
        Servants impatient = new Servants(200);
        impatient.ask(ECHO, List.of(HELLO), 20_000, () -> false);
        awaitNone();

        assertThat(impatient.ask(ECHO, List.of(HELLO), 20_000, () -> false).message())
                .isEqualTo(HELLO);
        awaitNone();
    }

    /** Nothing that it was asked has killed it. */
    @Test
    void ask_processThatWasKilledMeanwhile_isReplaced() {
        ask(ECHO);
        ProcessHandle.current().children().forEach(child -> {
            child.destroyForcibly();
            child.onExit().join();
        });

        assertThat(ask(ECHO).message()).isEqualTo(HELLO);
    }

    @Test
    void ask_anotherProgram_endsTheFirst() throws InterruptedException {
        ask(ECHO);
        Set<Long> first = pids();
        Program other = program("/bin/cat", "-u");

        assertThat(ask(other).message()).isEqualTo(HELLO);

        for (int i = 0; i < 100 && pids().size() > 1; i++) {
            Thread.sleep(50);
        }
        assertThat(pids()).hasSize(1).doesNotContainAnyElementsOf(first);
    }

    @Test
    void ask_hundredsOfTimes_leavesNoProcessAndNoOpenFile() throws IOException, InterruptedException {
        Program once = program("/usr/bin/head", "-c", "8");
        ask(once);
        long files = openFiles();

        for (int i = 0; i < 200; i++) {
            ask(once);
        }

        servants.dismissIdle();
        awaitNone();
        assertThat(openFiles()).isLessThanOrEqualTo(files + 3);
    }

    private Reply ask(Program program) {
        return servants.ask(program, List.of(HELLO), 20_000, () -> false);
    }

    private static Program program(String... command) {
        return new Program(List.of(command), 64 * MIB, 20, 20, 8 * MIB);
    }

    private static Set<Long> pids() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    private static long awaitPid() throws InterruptedException, ExecutionException {
        for (int i = 0; i < 100; i++) {
            for (ProcessHandle child : ProcessHandle.current().children().toList()) {
                if (child.info().command().orElse("").endsWith("sh")) {
                    return child.pid();
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError("nothing was started");
    }

    private static void awaitNone() throws InterruptedException {
        for (int i = 0; i < 100 && !pids().isEmpty(); i++) {
            Thread.sleep(50);
        }
        assertThat(pids()).isEmpty();
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }
}
