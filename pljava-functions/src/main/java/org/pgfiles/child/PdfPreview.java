package org.pgfiles.child;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Has the program {@code pgfiles-preview.jar} draw the first page of a PDF. It is a JVM of its own, with the same JDK. */
public final class PdfPreview {
    /** Of a larger PDF there is no preview. */
    public static final int MAX_PDF_BYTES = 50 << 20;

    /** Where the program is; in the JVM's options, since only a superuser sets them. */
    private static final String JAR_PROPERTY = "pgfiles.preview.jar";

    private static final int CPU_SECONDS = 30;
    private static final int OPEN_FILES = 64;

    /** What the program's exit codes say. */
    private static final int ENCRYPTED = 10;

    private static final int DAMAGED = 11;
    private static final int NO_PAGE = 12;
    private static final int OUT_OF_MEMORY = 13;

    private PdfPreview() {}

    /**
     * Draws the first page.
     *
     * @param milliseconds how long it may take, asked when it is its turn; 0: it is not tried, and counts as stopped
     * @param isStopped whether nobody waits for it any more
     */
    public static Drawing draw(byte[] pdf, LongSupplier milliseconds, BooleanSupplier isStopped) {
        String problem = missing();
        if (!problem.isEmpty()) {
            return Drawing.none(Drawing.Verdict.NOT_DRAWN, problem);
        }
        Ending ending = Child.run(program(), pdf, milliseconds, isStopped);
        if (ending.isSuccess()) {
            return new Drawing(Drawing.Verdict.DRAWN, ending.output(), "");
        }
        boolean hasSaidWhy = ending.cause() == Ending.Cause.ITSELF
                && ending.exitCode() >= ENCRYPTED
                && ending.exitCode() <= OUT_OF_MEMORY;
        return Drawing.none(verdict(ending), hasSaidWhy ? ending.message() : "the preview " + ending.inWords());
    }

    /** Why no page can be drawn here; empty if one was. */
    public static String problem() {
        return draw(SmallPdf.bytes(), () -> Drawing.MAX_MS, () -> false).problem();
    }

    private static Drawing.Verdict verdict(Ending ending) {
        Drawing.Verdict verdict = Drawing.verdict(ending);
        if (verdict != Drawing.Verdict.NOT_DRAWN) {
            return verdict;
        }
        return switch (ending.exitCode()) {
            case ENCRYPTED -> Drawing.Verdict.ENCRYPTED;
            case DAMAGED, NO_PAGE -> Drawing.Verdict.DAMAGED;
            default -> verdict;
        };
    }

    private static String missing() {
        String jar = System.getProperty(JAR_PROPERTY);
        return jar == null ? "the JVM has no option -D" + JAR_PROPERTY : Program.missing(jar, Program.java());
    }

    /**
     * The JVM keeps to its own limits, of which the heap counts; that of the address space is there for what the heap is not, and must be
     * well above them, since a JVM reserves much that it never touches.
     */
    private static Program program() {
        return new Program(
                List.of(
                        Program.java(),
                        "-Xmx256m",
                        "-Xss1m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:CompressedClassSpaceSize=16m",
                        "-XX:MaxMetaspaceSize=64m",
                        "-XX:ReservedCodeCacheSize=32m",
                        "-XX:MaxDirectMemorySize=16m",
                        "-XX:-UsePerfData",
                        "-XX:+DisableAttachMechanism",
                        "-XX:ErrorFile=/dev/null",
                        "-Xlog:disable",
                        "-Djava.awt.headless=true",
                        "-cp",
                        String.valueOf(System.getProperty(JAR_PROPERTY)),
                        "org.pgfiles.preview.Preview",
                        String.valueOf(Drawing.SIDE)),
                2L << 30,
                CPU_SECONDS,
                OPEN_FILES,
                Drawing.MAX_PICTURE_BYTES);
    }
}
