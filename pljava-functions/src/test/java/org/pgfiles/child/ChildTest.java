package org.pgfiles.child;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the programs that every Linux has. */
class ChildTest {
    private static final int MIB = 1 << 20;
    private static final byte[] NOTHING = {};

    @Test
    void run_input_comesOutAgain() {
        byte[] input = new byte[5 * MIB];
        new Random(1).nextBytes(input);

        Ending ending = run(new Program(List.of("/bin/cat"), 64 * MIB, 20, 20, 5 * MIB), input, 20_000);

        assertThat(ending.isSuccess()).as(ending.inWords()).isTrue();
        assertThat(ending.output()).isEqualTo(input);
    }

    @Test
    void run_inputThatIsNotRead_isNoMistake() {
        assertThat(run(program("/bin/true"), new byte[5 * MIB], 20_000).isSuccess())
                .isTrue();
    }

    @Test
    void run_child_hasNoEnvironmentAndIsTheFirstToGo() {
        assertThat(text(run(program("/usr/bin/env"), NOTHING, 20_000))).isEmpty();
        assertThat(text(run(program("/bin/cat", "/proc/self/oom_score_adj"), NOTHING, 20_000)))
                .isEqualTo("1000");
        assertThat(text(shell("grep NoNewPrivs /proc/self/status"))).endsWith("1");
    }

    @Test
    void run_status_isToldWithTheFirstLineOfTheMessage() {
        Ending ending = shell("echo; echo why >&2; echo more >&2; exit 7");

        assertThat(ending.exitCode()).isEqualTo(7);
        assertThat(ending.inWords()).isEqualTo("ended with status 7: why");
    }

    @Test
    void run_longTime_isEndedAndGone() {
        Ending ending = run(program("/bin/sh", "-c", "echo $$; exec sleep 60"), NOTHING, 500);

        assertThat(ending.cause()).isEqualTo(Ending.Cause.TIME);
        assertThat(ending.isTooSlow()).isTrue();
        assertGone(text(ending));
    }

    /** Even if nobody looks at the clock. */
    @Test
    void run_muchProcessorTime_isEndedByTheKernel() {
        Program busy = new Program(List.of("/bin/sh", "-c", "while :; do :; done"), 64 * MIB, 1, 20, MIB);

        Ending ending = run(busy, NOTHING, 60_000);

        assertThat(ending.cause()).isEqualTo(Ending.Cause.ITSELF);
        assertThat(ending.exitCode()).isGreaterThan(128);
        assertThat(ending.isTooSlow()).as(ending.inWords()).isTrue();
    }

    @Test
    void run_muchMemory_isNotGiven() {
        Ending modest = run(program("/bin/dd", "if=/dev/zero", "bs=1M", "count=1"), NOTHING, 20_000);
        Ending greedy = run(program("/bin/dd", "if=/dev/zero", "bs=100M", "count=1"), NOTHING, 20_000);

        assertThat(modest.isSuccess()).as(modest.inWords()).isTrue();
        assertThat(greedy.isSuccess()).isFalse();
        assertThat(greedy.output()).isEmpty();
    }

    @Test
    void run_muchOutput_isCutAndTheChildEnded() {
        Ending ending = run(program("/usr/bin/yes"), NOTHING, 20_000);

        assertThat(ending.cause()).isEqualTo(Ending.Cause.OUTPUT);
        assertThat(ending.output()).hasSize(MIB);
        assertThat(ending.isSuccess()).isFalse();
    }

    /** It has ended, and only then all of it is read. */
    @Test
    void run_littleTooMuchOutput_isNoSuccessEither() {
        assertThat(run(program("/bin/dd", "if=/dev/zero", "bs=1048577", "count=1"), NOTHING, 20_000)
                        .isSuccess())
                .isFalse();
        assertThat(run(program("/bin/dd", "if=/dev/zero", "bs=1048576", "count=1"), NOTHING, 20_000)
                        .isSuccess())
                .isTrue();
    }

    @Test
    void run_file_cannotBeWritten(@TempDir Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path file = folder.resolve("file");

        Ending ending = shell("echo text > " + file);

        assertThat(ending.isSuccess()).isFalse();
        assertThat(file).isEmptyFile();
    }

    @Test
    void run_signal_isTold() {
        Ending ending = shell("kill -SEGV $$");

        assertThat(ending.cause()).isEqualTo(Ending.Cause.ITSELF);
        assertThat(ending.inWords()).isEqualTo("was ended by signal 11");
        assertThat(ending.isTooSlow()).isFalse();
    }

    @Test
    void run_whatIsNotThere_isTold() {
        Ending ending = run(program("/no/such/program"), NOTHING, 20_000);

        assertThat(ending.isSuccess()).isFalse();
        assertThat(ending.inWords()).contains("/no/such/program").contains("No such file");
    }

    @Test
    void run_stopped_endsTheChild() {
        long start = System.nanoTime();
        Ending ending = Child.run(
                program("/bin/sh", "-c", "echo $$; exec sleep 60"),
                NOTHING,
                () -> 60_000,
                () -> System.nanoTime() - start > 500_000_000);

        assertThat(ending.cause()).isEqualTo(Ending.Cause.STOPPED);
        assertGone(text(ending));
    }

    /** As a batch does it to a thread for which it waits no longer. */
    @Test
    void run_interrupted_endsTheChildAndStaysInterrupted() throws InterruptedException {
        CompletableFuture<Ending> ending = new CompletableFuture<>();
        CompletableFuture<Boolean> isInterrupted = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            ending.complete(run(program("/bin/sh", "-c", "echo $$; exec sleep 60"), NOTHING, 60_000));
            isInterrupted.complete(Thread.currentThread().isInterrupted());
        });
        thread.start();
        Thread.sleep(500);
        thread.interrupt();
        thread.join(10_000);

        assertThat(isInterrupted.getNow(false)).isTrue();
        assertThat(ending.join().cause()).isEqualTo(Ending.Cause.STOPPED);
        assertGone(text(ending.join()));
    }

    @Test
    void run_noTimeLeft_isNotStarted() {
        Ending ending = Child.run(program("/bin/echo", "here"), NOTHING, () -> 0, () -> false);

        assertThat(ending.cause()).isEqualTo(Ending.Cause.STOPPED);
        assertThat(text(ending)).isEmpty();
    }

    /** The pipes stay open behind the child's back. */
    @Test
    void run_grandchildThatStays_holdsUpNobody() {
        long start = System.nanoTime();

        Ending ending = shell("sleep 60 & echo $!");

        ProcessHandle.of(Long.parseLong(text(ending))).ifPresent(ProcessHandle::destroyForcibly);
        assertThat(ending.isSuccess()).as(ending.inWords()).isTrue();
        assertThat(System.nanoTime() - start).isLessThan(30_000_000_000L);
    }

    @Test
    void run_grandchildThatKeepsTheInput_holdsUpNobody() {
        long start = System.nanoTime();

        Ending ending = run(
                program("/bin/sh", "-c", "exec 3<&0; sleep 60 <&3 & echo $!; exec sleep 60"), new byte[5 * MIB], 500);

        ProcessHandle.of(Long.parseLong(text(ending))).ifPresent(ProcessHandle::destroyForcibly);
        assertThat(ending.cause()).isEqualTo(Ending.Cause.TIME);
        assertThat(System.nanoTime() - start).isLessThan(30_000_000_000L);
    }

    @Test
    void run_several_oneAfterTheOther() {
        List<CompletableFuture<String>> runs = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> text(shell("date +%s%N; sleep 0.2; date +%s%N"))))
                .limit(3)
                .toList();
        List<long[]> times = runs.stream()
                .map(CompletableFuture::join)
                .map(text -> text.lines().mapToLong(Long::parseLong).toArray())
                .sorted((a, b) -> Long.compare(a[0], b[0]))
                .toList();

        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i)[0]).isGreaterThanOrEqualTo(times.get(i - 1)[1]);
        }
    }

    @Test
    void run_hundredsOfTimes_leavesNoProcessAndNoOpenFile() throws IOException {
        run(program("/bin/true"), NOTHING, 20_000);
        long files = openFiles();

        IntStream.range(0, 200).forEach(i -> {
            Ending ending = run(program("/bin/true"), NOTHING, 20_000);
            assertThat(ending.isSuccess()).as(ending.inWords()).isTrue();
        });

        assertThat(ProcessHandle.current().children()).isEmpty();
        assertThat(openFiles()).isLessThanOrEqualTo(files + 3);
    }

    /** {@code kill -9} of a worker leaves nothing that goes on without it. */
    @Test
    void run_parentThatIsKilled_takesTheChildAlong() throws Exception {
        Process host = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildHost.class.getName())
                .start();
        try {
            assertThat(host.getInputStream().read()).isNotNegative();
            List<ProcessHandle> sleepers = List.of();
            for (int i = 0; i < 100 && sleepers.isEmpty(); i++) {
                Thread.sleep(100);
                sleepers = host.descendants()
                        .filter(process -> process.info().command().orElse("").endsWith("sleep"))
                        .toList();
            }
            assertThat(sleepers).hasSize(1);

            host.destroyForcibly().waitFor();

            sleepers.get(0).onExit().get(5, TimeUnit.SECONDS);
        } finally {
            host.descendants().forEach(ProcessHandle::destroyForcibly);
            host.destroyForcibly();
        }
    }

    private static Program program(String... command) {
        return new Program(List.of(command), 64 * MIB, 20, 20, MIB);
    }

    private static Ending shell(String script) {
        return run(program("/bin/sh", "-c", script), NOTHING, 20_000);
    }

    private static Ending run(Program program, byte[] input, long milliseconds) {
        return Child.run(program, input, () -> milliseconds, () -> false);
    }

    private static String text(Ending ending) {
        return new String(ending.output(), UTF_8).strip();
    }

    private static void assertGone(String pid) {
        assertThat(pid).matches("[0-9]+");
        assertThat(ProcessHandle.of(Long.parseLong(pid))).isEmpty();
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }
}
