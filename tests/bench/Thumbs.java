import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.pgfiles.image.Backends;
import org.pgfiles.image.Fit;
import org.pgfiles.image.OutputFormat;
import org.pgfiles.image.Thumbnails;
import org.pgfiles.image.VariantMaker;
import org.pgfiles.image.VariantSpec;
import org.pgfiles.imageprocess.ImageProcess;
import org.pgfiles.metadata.ExifParser;
import org.pgfiles.metadata.MediaType;

/**
 * The three usual variants of one photo, as a worker makes them. Answers each command with one line and an end mark:
 * {@code run PHOTO BACKEND IMAGES THREADS} gives the milliseconds per image of the CPU and of the clock, {@code write PHOTO
 * BACKEND FOLDER} writes the variants, {@code status BACKEND} says whether it is there, {@code memory} gives the megabytes of
 * the process, at the end and at most. A back end with {@code -child} behind its name has a process of its own, which counts with this one.
 */
final class Thumbs {
    private static final String CHILD = "-child";
    private static final List<VariantSpec> SPECS = List.of(square(800, 85), square(400, 80), square(150, 75));

    public static void main(String[] args) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(answer(line.split(" ")));
            System.out.println("--end--");
            System.out.flush();
        }
    }

    private static String answer(String[] command) throws Exception {
        switch (command[0]) {
            case "run" -> {
                return run(Path.of(command[1]), command[2], Integer.parseInt(command[3]), Integer.parseInt(command[4]));
            }
            case "write" -> {
                for (Thumbnails.Thumbnail t : make(Files.readAllBytes(Path.of(command[1])), maker(command[2]))) {
                    Files.write(Path.of(command[3], t.width() + ".jpg"), t.bytes());
                }
                return "written";
            }
            case "status" -> {
                Backends.Status status = Backends.of(command[1].replace(CHILD, "")).statuses().get(0);
                return (status.isAvailable() ? "yes " : "no ") + status.detail();
            }
            case "memory" -> {
                return sum(process -> megabytes(process, "VmRSS")) + " " + sum(process -> megabytes(process, "VmHWM"));
            }
            default -> throw new IllegalArgumentException(command[0]);
        }
    }

    private static String run(Path photo, String backend, int images, int threads) throws Exception {
        byte[] file = Files.readAllBytes(photo);
        VariantMaker maker = maker(backend);
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime() + childrensCpu();
        long clock = System.nanoTime();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread worker = new Thread(() -> IntStream.range(0, images / threads).forEach(n -> make(file, maker)));
            worker.start();
            workers.add(worker);
        }
        for (Thread worker : workers) {
            worker.join();
        }
        int done = images / threads * threads;
        return (system.getProcessCpuTime() + childrensCpu() - cpu) / 1e6 / done + " " + (System.nanoTime() - clock) / 1e6 / done;
    }

    private static List<Thumbnails.Thumbnail> make(byte[] file, VariantMaker maker) {
        int orientation = ExifParser.parse(file).orientationOrUpright();
        return maker.make(file, MediaType.JPEG, orientation, 50_000_000, SPECS, () -> 60_000, () -> false)
                .thumbnails();
    }

    private static VariantMaker maker(String way) {
        return way.endsWith(CHILD) ? new ImageProcess(way.replace(CHILD, "")) : Backends.of(way);
    }

    private static long childrensCpu() {
        return ProcessHandle.current().children()
                .mapToLong(child -> child.info().totalCpuDuration().orElseThrow().toNanos())
                .sum();
    }

    private static long sum(ToLongFunction<ProcessHandle> figure) {
        return figure.applyAsLong(ProcessHandle.current())
                + ProcessHandle.current().children().mapToLong(figure).sum();
    }

    private static long megabytes(ProcessHandle process, String line) {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(l -> l.startsWith(line))
                    .mapToLong(l -> Long.parseLong(l.replaceAll("\\D+", "")) / 1024)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static VariantSpec square(int side, int quality) {
        return new VariantSpec(side, side, Fit.COVER, OutputFormat.JPEG, quality);
    }
}
