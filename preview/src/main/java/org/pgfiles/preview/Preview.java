package org.pgfiles.preview;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.font.FontMappers;

/**
 * Reads a PDF from standard input and writes a PNG of its first page to standard output; its one argument is how many pixels the longer
 * side has. The exit code says how it went, and a line on standard error why not.
 *
 * <p>It opens no other file and no connection. It runs no script and opens no attachment of the PDF: PDFBox has no engine for the
 * former, and only the page is looked at.
 */
public final class Preview {
    private Preview() {}

    /** The program. */
    public static void main(String[] arguments) {
        // Libraries that would rather write: about odd PDFs to standard error, and large pictures to a temporary file.
        System.setProperty("org.apache.commons.logging.Log", "org.apache.commons.logging.impl.NoOpLog");
        javax.imageio.ImageIO.setUseCache(false);
        Locale.setDefault(Locale.ROOT);
        Outcome outcome = run(arguments, System.in, System.out);
        if (outcome != Outcome.DRAWN) {
            System.err.println(outcome.words());
        }
        // Without waiting for anything that the libraries may have begun.
        Runtime.getRuntime().halt(outcome.exitCode());
    }

    static Outcome run(String[] arguments, InputStream pdf, OutputStream png) {
        try {
            int side = Integer.parseInt(arguments[0]);
            FontMappers.set(new BuiltInFont());
            return FirstPage.draw(pdf, side, png);
        } catch (IOException | RuntimeException e) {
            return Outcome.DAMAGED;
        } catch (StackOverflowError e) {
            return Outcome.DAMAGED; // It contains itself.
        } catch (OutOfMemoryError e) {
            return Outcome.OUT_OF_MEMORY;
        }
    }
}
