package org.pgfiles.imageprocess;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.pgfiles.FailedLine;
import org.pgfiles.PgfilesException;
import org.pgfiles.image.Backends;
import org.pgfiles.image.Thumbnails;
import org.pgfiles.image.Watermark;

/**
 * The program that a worker starts: answers requests on its standard input until that ends, or until it has used half of the processor
 * time that it has in its life. So each file has the other half, and what a library may lose of memory from file to file is given back.
 */
final class ImageProgram {
    private static final int MAX_WATERMARKS = 16;

    private final Backends backends;
    private final Deque<Watermark> watermarks = new ArrayDeque<>();

    private ImageProgram(Backends backends) {
        this.backends = backends;
    }

    /**
     * Answers until its input ends.
     *
     * @param arguments names of back ends with commas between, and the seconds of processor time after which it ends
     */
    public static void main(String[] arguments) throws IOException {
        ImageProgram program = new ImageProgram(Backends.of(arguments[0]));
        Duration enough = Duration.ofSeconds(Long.parseLong(arguments[1]));
        DataInputStream in = new DataInputStream(new FileInputStream(FileDescriptor.in));
        DataOutputStream out = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
        try {
            do {
                byte[] request = new byte[in.readInt()];
                in.readFully(request);
                byte[] answer = program.answer(request).bytes();
                out.writeInt(answer.length);
                out.write(answer);
            } while (processorTime().compareTo(enough) < 0);
        } catch (EOFException e) {
            // Nobody asks any more.
        }
    }

    private static Duration processorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private ImageAnswer answer(byte[] message) throws IOException {
        if (message.length == 0) {
            return new ImageAnswer.There(backends.statuses());
        }
        try {
            ImageRequest request = ImageRequest.read(message, this::watermark);
            return new ImageAnswer.Made(Thumbnails.make(
                    backends,
                    request.file(),
                    request.type(),
                    request.orientation(),
                    request.maxPixels(),
                    request.variants(),
                    () -> false));
        } catch (PgfilesException e) {
            return new ImageAnswer.Refused(e);
        } catch (OutOfMemoryError e) {
            return new ImageAnswer.Failed("ran out of memory");
        } catch (RuntimeException | Error e) { // Whatever a decoder throws.
            return new ImageAnswer.Failed("failed at " + FailedLine.of(e));
        }
    }

    /** Mostly the one of the file before. */
    private Watermark watermark(Watermark.Description description) {
        return watermarks.stream()
                .filter(known -> known.description().isSame(description))
                .findFirst()
                .orElseGet(() -> {
                    Watermark watermark = Watermark.of(
                            description.png(), description.position(), description.opacity(), description.scale());
                    watermarks.addFirst(watermark);
                    if (watermarks.size() > MAX_WATERMARKS) {
                        watermarks.removeLast();
                    }
                    return watermark;
                });
    }
}
