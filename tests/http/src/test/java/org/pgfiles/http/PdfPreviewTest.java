package org.pgfiles.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.pgfiles.http.Previews.assertReady;
import static org.pgfiles.http.Previews.id;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.SignedRequest;
import org.pgfiles.http.client.UploadRequest;

/** The first page of a PDF as a thumbnail, which a worker draws only if it is told to. */
@Promise(
        "a PDF gets the thumbnails of its first page where previews are on, and is ready with the reason where it cannot")
@ExtendWith(WorldExtension.class)
class PdfPreviewTest {
    /** A page of 100 x 100 points, red on the left and white on the right. */
    private static final String PAGE =
            """
            %PDF-1.4
            1 0 obj
            << /Type /Catalog /Pages 2 0 R >>
            endobj
            2 0 obj
            << /Type /Pages /Kids [3 0 R] /Count 1 >>
            endobj
            3 0 obj
            << /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Resources << >> /Contents 4 0 R >>
            endobj
            4 0 obj
            << /Length 25 >>
            stream
            1 0 0 rg 0 0 50 100 re  f
            endstream
            endobj
            """;

    private static final byte[] PDF = file("");

    /** With a password that nobody knows. */
    private static final byte[] ENCRYPTED =
            file("/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <HASH> /U <HASH> >>"
                    .replace("HASH", "5a".repeat(32)));

    private final World world;

    private final Previews previews;

    PdfPreviewTest(World world) {
        this.world = world;
        this.previews = new Previews(world, "pdf_preview", "on");
    }

    @Test
    void process_pdf_hasThumbnailsOnceTheSettingIsOn() {
        JsonNode early = process(PDF);
        assertReady(early, "");
        assertThat(early.path("variants").isNull()).isTrue();

        previews.switchOn();
        try {
            JsonNode file = process(PDF);
            assertReady(file, "");
            JsonNode row = world.alice().file(id(file), ",thumbnail_large_url");
            assertThat(row.path("width").asInt()).isEqualTo(2048);
            assertThat(row.path("placeholder").asText()).isNotEmpty();
            BufferedImage thumbnail = TestPhoto.decoded(
                    SignedRequest.get(row.path("thumbnail_large_url").asText()).body());
            assertThat(thumbnail.getWidth()).isEqualTo(800);
            Color left = new Color(thumbnail.getRGB(200, 400));
            Color right = new Color(thumbnail.getRGB(600, 400));
            assertThat(left.getRed() - left.getGreen()).as("%s", left).isGreaterThan(150);
            assertThat(right.getGreen()).as("%s", right).isGreaterThan(200);

            world.database().execute("select pgfiles.make_missing_variants()");
            assertThat(world.awaitVariant(id(early), "thumbnail_large").has("thumbnail_small"))
                    .as("the one that came before")
                    .isTrue();
        } finally {
            previews.switchOff();
        }
    }

    @Test
    void process_encryptedPdf_isReadyWithTheReason() {
        previews.switchOn();
        try {
            JsonNode file = process(ENCRYPTED);

            assertReady(file, "pdf_encrypted");
            assertThat(file.path("status_detail").asText()).isEqualTo("the PDF opens with a password only");
            assertThat(file.path("variants").isNull()).isTrue();
            String url = world.alice()
                    .file(id(file), ",download_url")
                    .path("download_url")
                    .asText();
            assertThat(SignedRequest.get(url).body()).isEqualTo(ENCRYPTED);
        } finally {
            previews.switchOff();
        }
    }

    private static byte[] file(String trailer) {
        StringBuilder file = new StringBuilder(PAGE).append("xref\n0 5\n0000000000 65535 f \n");
        for (int object = 1; object <= 4; object++) {
            file.append("%010d 00000 n \n".formatted(PAGE.indexOf("\n" + object + " 0 obj") + 1));
        }
        return file.append(
                        "trailer\n<< /Root 1 0 R /Size 5 " + trailer + " >>\nstartxref\n" + PAGE.length() + "\n%%EOF\n")
                .toString()
                .getBytes(ISO_8859_1);
    }

    private JsonNode process(byte[] pdf) {
        return world.process(
                world.alice(),
                UploadRequest.jpeg(world.newSite(), pdf.length)
                        .with("file_name", "report.pdf")
                        .with("file_type", "application/pdf"),
                pdf);
    }
}
