package org.pgfiles.child;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Has ffmpeg, which is a package of Debian's, draw one frame of a film: upright, as wide as players show it. */
public final class VideoPoster {
    private static final String FFMPEG = "/usr/bin/ffmpeg";

    /** A frame of 7680 x 4320 takes up to 740 MB, by its codec. */
    private static final long MEMORY = 1L << 30;

    private static final int CPU_SECONDS = 30;
    private static final int OPEN_FILES = 64;
    private static final int MAX_PIXELS = 1 << 26;

    /** With which every PNG begins: compressed data has this by no chance that counts. */
    private static final String PNG = "\u0089PNG\r\n\u001a\n";

    private VideoPoster() {}

    /** What the bytes are: no guess of ffmpeg's, which would take a list of addresses for a film as well. */
    public enum Container {
        /** MP4 and QuickTime. */
        MOV,
        /** Also WebM. */
        MATROSKA
    }

    /**
     * Draws a frame.
     *
     * @param film which can be read from beginning to end, as from a pipe
     * @param skipSeconds draw the first frame from this time on; if there is none, or it is 0, the film's first
     * @param milliseconds how long it may take, asked when it is its turn; 0: it is not tried, and counts as stopped
     * @param isStopped whether nobody waits for it any more
     */
    public static Drawing draw(
            byte[] film,
            Container container,
            double skipSeconds,
            LongSupplier milliseconds,
            BooleanSupplier isStopped) {
        String problem = Program.missing(FFMPEG);
        if (!problem.isEmpty()) {
            return Drawing.none(Drawing.Verdict.NOT_DRAWN, problem);
        }
        Ending ending = Child.run(program(container, skipSeconds), film, milliseconds, isStopped);
        if (!ending.isSuccess()) {
            return Drawing.none(Drawing.verdict(ending), words(ending));
        }
        int last = new String(ending.output(), ISO_8859_1).lastIndexOf(PNG);
        return last < 0
                ? Drawing.none(Drawing.Verdict.NOT_DRAWN, "no frame could be decoded")
                : new Drawing(
                        Drawing.Verdict.DRAWN, Arrays.copyOfRange(ending.output(), last, ending.output().length), "");
    }

    /**
     * Why nothing can be drawn here; empty if it was.
     *
     * @param film an MP4 that is in order
     */
    public static String problem(byte[] film) {
        return draw(film, Container.MOV, 0, () -> Drawing.MAX_MS, () -> false).problem();
    }

    /** Without the addresses of its parts in memory. */
    private static String words(Ending ending) {
        return "ffmpeg " + ending.inWords().replaceAll("\\[[^\\]]*@ 0x[0-9a-f]+\\] ", "");
    }

    /** It reads its standard input only, writes its standard output only, and may open nothing else. */
    private static Program program(Container container, double skipSeconds) {
        boolean isFirst = skipSeconds <= 0;
        // The first frame in any case: the film may not go as far. Then as wide as it is shown, and no larger than a
        // preview is.
        String filters = String.format(
                Locale.ROOT,
                "select='eq(n,0)+gte(t,%1$.3f)',"
                        + "scale=w='max(1,trunc(iw*sar*min(1,%2$d/max(iw*sar,ih))))'"
                        + ":h='max(1,trunc(ih*min(1,%2$d/max(iw*sar,ih))))',format=rgb24",
                skipSeconds,
                Drawing.SIDE);
        return new Program(
                List.of(
                        FFMPEG,
                        "-nostdin",
                        "-hide_banner",
                        "-loglevel",
                        "error",
                        "-protocol_whitelist",
                        "pipe",
                        "-filter_threads",
                        "1",
                        "-threads",
                        "1",
                        "-max_pixels",
                        String.valueOf(MAX_PIXELS),
                        "-f",
                        container.name().toLowerCase(Locale.ROOT),
                        "-i",
                        "pipe:0",
                        "-map",
                        "0:V:0",
                        "-vf",
                        filters,
                        "-fps_mode",
                        "passthrough",
                        "-frames:v",
                        isFirst ? "1" : "2",
                        "-c:v",
                        "png",
                        "-compression_level",
                        "1",
                        "-threads",
                        "1",
                        "-f",
                        "image2pipe",
                        "pipe:1"),
                MEMORY,
                CPU_SECONDS,
                OPEN_FILES,
                Drawing.MAX_PICTURE_BYTES);
    }
}
