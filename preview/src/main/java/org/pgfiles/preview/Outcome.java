package org.pgfiles.preview;

/** How it went. The exit codes are known to org.pgfiles.child.PdfPreview. */
enum Outcome {
    DRAWN(0, ""),
    ENCRYPTED(10, "the PDF opens with a password only"),
    DAMAGED(11, "the PDF cannot be read"),
    NO_PAGE(12, "the PDF has no page"),
    OUT_OF_MEMORY(13, "the page takes more memory than a preview may");

    private final int exitCode;
    private final String words;

    Outcome(int exitCode, String words) {
        this.exitCode = exitCode;
        this.words = words;
    }

    int exitCode() {
        return exitCode;
    }

    /** For the owner of the file. */
    String words() {
        return words;
    }
}
