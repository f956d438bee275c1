package org.pgfiles.sql;

import org.pgfiles.Guard;
import org.pgfiles.child.PdfPreview;
import org.pgfiles.child.VideoPoster;
import org.pgfiles.metadata.SmallVideo;
import org.pgfiles.session.Interrupts;

/** {@code pgfiles.java_pdf_problem} and {@code pgfiles.java_video_problem}: they start programs, so they run where a worker's batch does. */
public final class Previews {
    static {
        Interrupts.areServed();
    }

    private Previews() {}

    /** Draws a frame of a film as workers draw others; returns why it could not, or an empty text. */
    public static String videoProblem() {
        return Guard.text(() -> VideoPoster.problem(SmallVideo.bytes()));
    }

    /** Draws a PDF of one empty page as workers draw others; returns why it could not, or an empty text. */
    public static String pdfProblem() {
        return Guard.text(PdfPreview::problem);
    }
}
