package org.pgfiles.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/** PDFs of one page, written by hand. */
public final class Pdf {
    private Pdf() {}

    /** A page of so many points with this content. */
    public static byte[] page(int width, int height, String content) {
        return file("", page(width, height), stream("", content));
    }

    /** One that opens with a password only, whichever that is. */
    public static byte[] encrypted() {
        String hash = "<" + "5a".repeat(32) + ">";
        return file(
                "/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O " + hash + " /U " + hash + " >>",
                page(100, 100),
                stream("", ""));
    }

    /** One of which each of ten forms draws the next ten times: more than anybody has the time for. */
    public static byte[] endless() {
        List<String> objects = new ArrayList<>();
        objects.add(page(100, 100).replace("/Resources << >>", "/Resources << /XObject << /F 5 0 R >> >>"));
        objects.add(stream("", "/F Do"));
        for (int number = 5; number < 15; number++) {
            objects.add(stream(
                    "/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Resources << /XObject << /F %d 0 R >> >>"
                            .formatted(number + 1),
                    "/F Do ".repeat(10)));
        }
        objects.add(stream("/Type /XObject /Subtype /Form /BBox [0 0 100 100]", "0 0 100 100 re f"));
        return file("", objects.toArray(String[]::new));
    }

    private static String page(int width, int height) {
        return "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R /Resources << >> >>"
                .formatted(width, height);
    }

    private static String stream(String entries, String content) {
        return "<< /Length " + content.length() + " " + entries + " >>\nstream\n" + content + "\nendstream";
    }

    /** The catalog and the tree of pages are objects 1 and 2; the page is 3. */
    private static byte[] file(String trailer, String... objects) {
        List<String> all = new ArrayList<>(
                List.of("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"));
        all.addAll(List.of(objects));
        StringBuilder file = new StringBuilder("%PDF-1.7\n");
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < all.size(); i++) {
            table.append("%010d 00000 n \n".formatted(file.length()));
            file.append(i + 1).append(" 0 obj\n").append(all.get(i)).append("\nendobj\n");
        }
        int start = file.length();
        file.append("xref\n0 ")
                .append(all.size() + 1)
                .append("\n0000000000 65535 f \n")
                .append(table);
        file.append("trailer\n<< /Size ")
                .append(all.size() + 1)
                .append(" /Root 1 0 R ")
                .append(trailer);
        file.append(" >>\nstartxref\n").append(start).append("\n%%EOF\n");
        return file.toString().getBytes(ISO_8859_1);
    }
}
