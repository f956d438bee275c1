package org.pgfiles;

import java.util.function.Supplier;

/**
 * The one place where a Java exception becomes SQL. An exception that escapes into PostgreSQL loses its detail and hint
 * and shows its class name, so no function that SQL calls lets one escape: it returns the error as text, an
 * exclamation mark and then code, detail and hint parted by tabs. {@code pgfiles.checked_java_result} raises it.
 */
public final class Guard {
    private Guard() {}

    /** The result, or the error. */
    public static String text(Supplier<String> work) {
        try {
            return work.get();
        } catch (PgfilesException e) {
            return error(e.code(), e.detail(), e.hint());
        } catch (OutOfMemoryError e) {
            return error(ErrorCode.TOO_LARGE, "the Java heap is too small for this", "raise -Xmx in pljava.vmoptions");
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            PgfilesException forbidden = Forbidden.in(e, ErrorCode.INTERNAL_ERROR);
            if (forbidden != null) {
                return error(forbidden.code(), forbidden.detail(), forbidden.hint());
            }
            return error(ErrorCode.INTERNAL_ERROR, FailedLine.of(e), "please report this with the server log");
        }
    }

    private static String error(ErrorCode code, String detail, String hint) {
        return "!" + code.sqlName() + "\t" + oneLine(detail) + "\t" + oneLine(hint);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
