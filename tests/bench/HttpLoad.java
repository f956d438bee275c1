import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * A closed loop over keep-alive connections: each sends a request, reads the whole answer, sends the next. Blocking
 * sockets and next to no garbage, so that the generator takes little of the machine that it measures.
 *
 * <p>Arguments: URL, connections, seconds of warm-up, seconds measured, a file with one line for each request
 * {@code authorization<TAB>body}, which are sent in turn: with POST, or where the body is empty with GET. Output: answers with status 200, others, and the latencies in ms
 * at 50, 95, 99 and 100 per cent.
 */
final class HttpLoad {
    private final URI url;
    private final List<byte[]> requests;
    private final long measureFrom;
    private final long until;

    private HttpLoad(URI url, List<byte[]> requests, double warmUpSeconds, double seconds) {
        this.url = url;
        this.requests = requests;
        this.measureFrom = System.nanoTime() + (long) (warmUpSeconds * 1e9);
        this.until = measureFrom + (long) (seconds * 1e9);
    }

    public static void main(String[] args) throws Exception {
        URI url = URI.create(args[0]);
        int connections = Integer.parseInt(args[1]);
        List<byte[]> requests;
        try (var lines = Files.lines(Path.of(args[4]))) {
            requests = lines.map(line -> request(url, line.split("\t", 2))).toList();
        }
        HttpLoad load = new HttpLoad(url, requests, Double.parseDouble(args[2]), Double.parseDouble(args[3]));
        var threads = Executors.newFixedThreadPool(connections);
        List<Callable<long[]>> clients = IntStream.range(0, connections)
                .<Callable<long[]>>mapToObj(n -> () -> load.run(n, connections))
                .toList();
        List<Future<long[]>> results = threads.invokeAll(clients);
        threads.shutdown();
        long failed = 0;
        long[][] all = new long[connections][];
        for (int i = 0; i < connections; i++) {
            long[] latencies = results.get(i).get();
            failed += Arrays.stream(latencies).filter(ns -> ns < 0).count();
            all[i] = Arrays.stream(latencies).filter(ns -> ns > 0).toArray();
        }
        long[] latencies = Arrays.stream(all).flatMapToLong(Arrays::stream).sorted().toArray();
        System.out.println(latencies.length + " " + failed + " " + at(latencies, 0.5) + " " + at(latencies, 0.95) + " "
                + at(latencies, 0.99) + " " + at(latencies, 1));
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
    }

    private static byte[] request(URI url, String[] line) {
        byte[] body = line[1].getBytes(StandardCharsets.UTF_8);
        String target = url.getRawQuery() == null ? url.getRawPath() : url.getRawPath() + "?" + url.getRawQuery();
        String head = (body.length == 0 ? "GET " : "POST ") + target + " HTTP/1.1\r\nHost: " + url.getAuthority()
                + "\r\nAuthorization: " + line[0]
                + (body.length == 0 ? "" : "\r\nContent-Type: application/json\r\nContent-Length: " + body.length)
                + "\r\n\r\n";
        byte[] start = head.getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, whole, start.length, body.length);
        return whole;
    }

    /** Nanoseconds of each measured request; negative if its status was not 200. */
    private long[] run(int first, int step) throws IOException {
        long[] latencies = new long[1 << 17];
        int count = 0;
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16_384);
            for (int i = first; count < latencies.length; i += step) {
                long start = System.nanoTime();
                out.write(requests.get(i % requests.size()));
                boolean isGood = readAnswer(in);
                long end = System.nanoTime();
                if (end > until) {
                    break;
                }
                if (start >= measureFrom) {
                    latencies[count++] = isGood ? end - start : start - end;
                }
            }
        }
        return Arrays.copyOf(latencies, count);
    }

    private static boolean readAnswer(InputStream in) throws IOException {
        boolean isGood = readLine(in).contains(" 200 ");
        long length = 0;
        boolean isChunked = false;
        for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
            String header = line.toLowerCase(java.util.Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Long.parseLong(header.substring(15).trim());
            }
            isChunked |= header.startsWith("transfer-encoding: chunked");
        }
        if (!isChunked) {
            in.skipNBytes(length);
            return isGood;
        }
        do {
            length = Long.parseLong(readLine(in), 16);
            in.skipNBytes(length + 2);
        } while (length > 0);
        return isGood;
    }

    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection was closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
