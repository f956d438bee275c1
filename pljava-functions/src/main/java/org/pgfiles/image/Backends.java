package org.pgfiles.image;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.metadata.MediaType;
import org.pgfiles.session.Interrupts;

/**
 * The back ends that an administrator chose, in the order in which they are asked. The JDK's is always the last: what the
 * others cannot do, or cannot be loaded for, it does.
 */
public final class Backends implements VariantMaker {
    private static final String JDK = "jdk";

    private static final Map<String, Supplier<ImageBackend>> LOADERS =
            Map.of(JDK, JdkBackend::new, "turbojpeg", TurboJpegBackend::load, "vips", VipsBackend::load);

    /** Loaded once for the whole life of the JVM. What could not be loaded is tried again: it may be installed by then. */
    private static final Map<String, ImageBackend> LOADED = new ConcurrentHashMap<>();

    private final List<ImageBackend> backends = new ArrayList<>();
    private final List<Status> statuses = new ArrayList<>();

    /**
     * What became of one back end.
     *
     * @param detail its version, or why it is not there
     * @param reads content types
     * @param writes content types
     */
    public record Status(String name, boolean isAvailable, String detail, List<String> reads, List<String> writes) {}

    private Backends() {}

    /** Loads back ends by their names in SQL, with commas between: jdk, turbojpeg, vips. One that is not there is left out. */
    public static Backends of(String names) {
        Backends backends = new Backends();
        Stream.concat(split(names), Stream.of(JDK)).distinct().forEach(backends::add);
        return backends;
    }

    /** Whether a native library is among them, be it there or not. Loads none. */
    public static boolean areNative(String names) {
        return split(names).anyMatch(name -> LOADERS.containsKey(name) && !name.equals(JDK));
    }

    private static Stream<String> split(String names) {
        return Arrays.stream(names.split(",", -1)).map(String::strip).filter(name -> !name.isEmpty());
    }

    /** The JDK's alone. */
    public static Backends jdk() {
        return of(JDK);
    }

    /** Each that was asked for, and the JDK's. */
    public List<Status> statuses() {
        return statuses;
    }

    @Override
    public boolean canRead(MediaType type) {
        return backends.stream().anyMatch(b -> b.canRead(type));
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
        return Thumbnails.make(this, file, type, orientation, maxPixels, requested, isStopped);
    }

    /** The format itself, or JPEG where none of these can write it. */
    OutputFormat writable(OutputFormat format) {
        return backends.stream().anyMatch(b -> b.canWrite(format)) ? format : OutputFormat.JPEG;
    }

    /**
     * As {@link ImageBackend#open}, by the first back end that opens and decodes the file. What only a library besides the JDK
     * could read is not called damaged: without that library the file is kept, and so it is with it.
     *
     * @throws PgfilesException also UNSUPPORTED_MEDIA
     */
    ImageFile open(byte[] file, MediaType type, BooleanSupplier isStopped) {
        List<ImageBackend> readers =
                backends.stream().filter(b -> b.canRead(type)).toList();
        if (readers.isEmpty()) {
            throw new PgfilesException(ErrorCode.UNSUPPORTED_MEDIA, "no codec for " + type, "");
        }
        return FallbackImage.open(readers, b -> b.open(file, type, isStopped));
    }

    /** As {@link ImageBackend#encode}. */
    byte[] encode(BufferedImage image, OutputFormat format, int quality) {
        return first(b -> b.canWrite(format), format.type()).encode(image, format, quality);
    }

    private ImageBackend first(Predicate<ImageBackend> condition, MediaType type) {
        return backends.stream()
                .filter(condition)
                .findFirst()
                .orElseThrow(() -> new PgfilesException(ErrorCode.UNSUPPORTED_MEDIA, "no codec for " + type, ""));
    }

    private void add(String name) {
        Supplier<ImageBackend> loader = LOADERS.get(name);
        if (loader == null) {
            statuses.add(missing(name, "there is no such back end"));
            return;
        }
        try {
            if (!name.equals(JDK)) {
                Interrupts.problem(); // Who uses JNA first has to be allowed to load its library, and that is the
                // session.
            }
            ImageBackend backend = LOADED.computeIfAbsent(name, n -> loader.get());
            backends.add(backend);
            statuses.add(new Status(
                    name,
                    true,
                    backend.version(),
                    MediaType.images()
                            .filter(type -> type != MediaType.HEIF) // For people the same as HEIC.
                            .filter(backend::canRead)
                            .map(MediaType::type)
                            .toList(),
                    Arrays.stream(OutputFormat.values())
                            .filter(backend::canWrite)
                            .map(format -> format.type().type())
                            .toList()));
        } catch (LinkageError | SecurityException e) {
            statuses.add(missing(name, reason(e)));
        }
    }

    /** Why a library could not be loaded: what the innermost exception says. */
    private static String reason(Throwable e) {
        Throwable cause = e.getCause();
        return cause == null ? String.valueOf(e.getMessage()) : reason(cause);
    }

    private static Status missing(String name, String reason) {
        return new Status(
                name, false, reason.lines().findFirst().orElse("").replaceFirst(":$", ""), List.of(), List.of());
    }
}
