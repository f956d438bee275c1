import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pgfiles.metadata.ExifParser;
import org.pgfiles.sql.Exif;

/**
 * Parses the heads of photos. Commands: {@code load folder}; {@code parse rounds}, and {@code json rounds} as SQL gets
 * it, each answered with microseconds of CPU time a file, all threads together.
 */
final class ExifPeer {
    private static final List<byte[]> HEADS = new ArrayList<>();
    private static final OperatingSystemMXBean CPU =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static long sink;

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] command = line.split(" ");
            System.out.println(command[0].equals("load") ? load(command[1]) : measure(command[0], Integer.parseInt(command[1])));
            System.out.println("--end--");
            System.out.flush();
        }
    }

    private static String load(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            for (Path file : files.sorted().toList()) {
                HEADS.add(Files.readAllBytes(file));
            }
        }
        return String.valueOf(ExifParser.parse(HEADS.get(0)).position().latitude());
    }

    private static String measure(String what, int rounds) {
        long start = CPU.getProcessCpuTime();
        for (int i = 0; i < rounds; i++) {
            for (byte[] head : HEADS) {
                sink += what.equals("json") ? Exif.parseExif(head).length() : ExifParser.parse(head).raw().size();
            }
        }
        return Double.toString((CPU.getProcessCpuTime() - start) / 1e3 / rounds / HEADS.size());
    }
}
