package org.pgfiles.child;

import java.nio.charset.StandardCharsets;

/** A PDF of one empty page, to see whether any can be drawn. */
final class SmallPdf {
    private static final String BODY =
            """
            %PDF-1.4
            1 0 obj
            << /Type /Catalog /Pages 2 0 R >>
            endobj
            2 0 obj
            << /Type /Pages /Kids [3 0 R] /Count 1 >>
            endobj
            3 0 obj
            << /Type /Page /Parent 2 0 R /MediaBox [0 0 10 10] /Resources << >> >>
            endobj
            """;

    private SmallPdf() {}

    static byte[] bytes() {
        StringBuilder pdf = new StringBuilder(BODY).append("xref\n0 4\n0000000000 65535 f \n");
        for (int object = 1; object <= 3; object++) {
            pdf.append("%010d 00000 n \n".formatted(BODY.indexOf("\n" + object + " 0 obj") + 1));
        }
        return pdf.append("trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n".formatted(BODY.length()))
                .toString()
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
