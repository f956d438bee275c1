package org.pgfiles.sql;

import org.pgfiles.Guard;
import org.pgfiles.child.PdfPreview;
import org.pgfiles.session.Interrupts;

/** {@code pgfiles.java_pdf_problem}: starts a program, so it runs where a worker's batch does. */
public final class Previews {
    static {
        Interrupts.areServed();
    }

    private Previews() {}

    /** Draws a PDF of one empty page as workers draw others; returns why it could not, or an empty text. */
    public static String pdfProblem() {
        return Guard.text(PdfPreview::problem);
    }
}
