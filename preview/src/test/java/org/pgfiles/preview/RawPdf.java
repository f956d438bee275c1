package org.pgfiles.preview;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;

/** A PDF written object by object, also one that no library would write. Object 1 is the catalog. */
final class RawPdf {
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final List<Integer> offsets = new ArrayList<>();

    private RawPdf() {
        write("%PDF-1.7\n");
    }

    /** A catalog and one page of 100 x 100 points; its content is object 4, and its resources are given. */
    static RawPdf page(String resources) {
        return new RawPdf()
                .object("<< /Type /Catalog /Pages 2 0 R >>")
                .object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
                .object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R /Resources " + resources
                        + " >>");
    }

    /** Nothing yet. */
    static RawPdf empty() {
        return new RawPdf();
    }

    /** The next object. */
    RawPdf object(String content) {
        begin();
        write(content + "\nendobj\n");
        return this;
    }

    /** The next object: a stream, with entries of its dictionary. */
    RawPdf stream(String entries, byte[] content) {
        begin();
        write("<< /Length " + content.length + " " + entries + " >>\nstream\n");
        file.writeBytes(content);
        write("\nendstream\nendobj\n");
        return this;
    }

    /** So many objects that are nothing, as some generators leave them. */
    RawPdf nulls(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            offsets.add(file.size() + text.length());
            text.append(offsets.size()).append(" 0 obj\nnull\nendobj\n");
        }
        write(text.toString());
        return this;
    }

    RawPdf stream(String entries, String content) {
        return stream(entries, content.getBytes(ISO_8859_1));
    }

    byte[] bytes() {
        int xref = file.size();
        write("xref\n0 " + (offsets.size() + 1) + "\n0000000000 65535 f \n");
        StringBuilder table = new StringBuilder();
        for (int offset : offsets) {
            String digits = String.valueOf(offset);
            table.append("0".repeat(10 - digits.length())).append(digits).append(" 00000 n \n");
        }
        write(table.toString());
        write("trailer\n<< /Size " + (offsets.size() + 1) + " /Root 1 0 R >>\nstartxref\n" + xref + "\n%%EOF\n");
        return file.toByteArray();
    }

    /** So many times the same byte, deflated: a thousandth of that. */
    static byte[] deflated(char value, long count) {
        byte[] block = String.valueOf(value).repeat(1 << 20).getBytes(ISO_8859_1);
        byte[] out = new byte[1 << 20];
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        for (long done = 0; done < count; done += block.length) {
            deflater.setInput(block);
            while (!deflater.needsInput()) {
                all.write(out, 0, deflater.deflate(out));
            }
        }
        deflater.finish();
        while (!deflater.finished()) {
            all.write(out, 0, deflater.deflate(out));
        }
        deflater.end();
        return all.toByteArray();
    }

    private void begin() {
        offsets.add(file.size());
        write(offsets.size() + " 0 obj\n");
    }

    private void write(String text) {
        file.writeBytes(text.getBytes(ISO_8859_1));
    }
}
