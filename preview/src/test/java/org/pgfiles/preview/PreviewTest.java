package org.pgfiles.preview;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program, started as a worker does, on PDFs of which most are made here. */
class PreviewTest {
    private static final String RED = "ff0000";
    private static final String WHITE = "ffffff";

    /** Pages of all sizes come out with a longer side of 256 pixels. */
    @ParameterizedTest
    @CsvSource({
        "595, 842, 180 x 256",
        "842, 595, 256 x 180",
        "14400, 14400, 256 x 256",
        "14400, 7200, 256 x 128",
        "1, 1, 256 x 256",
        "1, 2, 128 x 256",
        "0.01, 0.01, 256 x 256",
        "3, 14400, 1 x 256"
    })
    void main_pageOfAnySize_isDrawnWithThatSide(float width, float height, String size) throws IOException {
        Drawn drawn = Drawn.of(pdf(new PDPage(new PDRectangle(width, height))));

        assertThat(drawn.exitCode()).as(drawn.words()).isZero();
        assertThat(drawn.size()).isEqualTo(size);
    }

    /** The upper left corner of the page is red. */
    @ParameterizedTest
    @CsvSource({"0, 128 x 256, 10, 10", "90, 256 x 128, 245, 10", "180, 128 x 256, 117, 245", "270, 256 x 128, 10, 117"
    })
    void main_rotatedPage_isUpright(int rotation, String size, int x, int y) throws IOException {
        PDPage page = new PDPage(new PDRectangle(100, 200));
        page.setRotation(rotation);

        Drawn drawn = Drawn.of(pdf(page));

        assertThat(drawn.size()).isEqualTo(size);
        assertThat(drawn.colour(x, y)).isEqualTo(RED);
        assertThat(drawn.colour(128 / 2, 128 / 2)).isEqualTo(WHITE);
    }

    @Test
    void main_cropBox_isAllThatIsShown() throws IOException {
        PDPage page = new PDPage(new PDRectangle(100, 200));
        page.setCropBox(new PDRectangle(0, 190, 10, 10));

        Drawn drawn = Drawn.of(pdf(page));

        assertThat(drawn.size()).isEqualTo("256 x 256");
        assertThat(drawn.colour(250, 250)).isEqualTo(RED);
    }

    /** Without a font of the machine's, and of the PDF's. */
    @Test
    void main_text_isThere() throws IOException {
        PDPage page = new PDPage(new PDRectangle(100, 100));
        byte[] pdf;
        try (PDDocument document = new PDDocument()) {
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA_BOLD), 120);
                content.newLineAtOffset(10, 10);
                content.showText("I");
                content.endText();
            }
            pdf = saved(document);
        }

        assertThat(Drawn.of(pdf).colour(70, 150)).isEqualTo("000000");
    }

    @Test
    void main_encrypted_saysSo() throws IOException {
        Drawn drawn = Drawn.of(encrypted("secret"));

        assertThat(drawn.exitCode()).isEqualTo(Outcome.ENCRYPTED.exitCode());
        assertThat(drawn.words()).isEqualTo("the PDF opens with a password only");
        assertThat(drawn.size()).isEqualTo("none");
    }

    /** As of bank statements, whose author forbids to change them. */
    @Test
    void main_encryptedWithEmptyUserPassword_isDrawn() throws IOException {
        Drawn drawn = Drawn.of(encrypted(""));

        assertThat(drawn.exitCode()).as(drawn.words()).isZero();
        assertThat(drawn.colour(10, 10)).isEqualTo(RED);
    }

    @Test
    void main_noPage_saysSo() throws IOException {
        Drawn drawn = Drawn.of(pdf());

        assertThat(drawn.exitCode()).isEqualTo(Outcome.NO_PAGE.exitCode());
        assertThat(drawn.words()).isEqualTo("the PDF has no page");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%PDF-1.7", "%PDF-1.7\n%%EOF", "not a PDF", "%PDF-1.7\n1 0 obj\n<< /Type /Catalog"})
    void main_whatIsNone_isDamaged(String text) {
        Drawn drawn = Drawn.of(text.getBytes(ISO_8859_1));

        assertThat(drawn.exitCode()).isEqualTo(Outcome.DAMAGED.exitCode());
        assertThat(drawn.words()).isEqualTo("the PDF cannot be read");
    }

    /** The table at its end is made anew, as every viewer does it. */
    @Test
    void main_withoutItsEnd_isDrawn() {
        byte[] whole =
                RawPdf.page("<< >>").stream("", "1 0 0 rg 0 0 100 100 re f").bytes();
        String text = new String(whole, ISO_8859_1);

        Drawn drawn = Drawn.of(Arrays.copyOf(whole, text.indexOf("xref\n")));

        assertThat(drawn.exitCode()).as(drawn.words()).isZero();
        assertThat(drawn.colour(10, 10)).isEqualTo(RED);
    }

    @Test
    void main_pageTreeThatContainsItself_ends() {
        byte[] pdf = RawPdf.empty()
                .object("<< /Type /Catalog /Pages 2 0 R >>")
                .object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
                .object("<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>")
                .bytes();

        assertThat(Drawn.of(pdf).exitCode()).isEqualTo(Outcome.DAMAGED.exitCode());
    }

    /** What was drawn before stays. */
    @Test
    void main_formThatContainsItself_isDrawnAsFarAsItGoes() {
        byte[] pdf = RawPdf.page("<< /XObject << /F 5 0 R >> >>").stream("", "1 0 0 rg 0 0 100 100 re f /F Do").stream(
                        "/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Resources << /XObject << /F 5 0 R >> >>",
                        "/F Do")
                .bytes();

        Drawn drawn = Drawn.of(pdf);

        assertThat(drawn.exitCode()).as(drawn.words()).isZero();
        assertThat(drawn.colour(10, 10)).isEqualTo(RED);
    }

    @Test
    void main_millionObjects_isDrawn() {
        RawPdf pdf = RawPdf.page("<< >>").stream("", "1 0 0 rg 0 0 100 100 re f");
        pdf.nulls(1_000_000);

        assertThat(Drawn.of(pdf.bytes()).colour(10, 10)).isEqualTo(RED);
    }

    @Test
    void main_fontOfManyMegabytes_takesNoMoreMemoryThanThereIs() {
        byte[] pdf = RawPdf.page("<< /Font << /F 5 0 R >> >>").stream("", "BT /F 10 Tf (text) Tj ET")
                .object("<< /Type /Font /Subtype /TrueType /BaseFont /X /FontDescriptor 6 0 R >>")
                .object("<< /Type /FontDescriptor /FontName /X /Flags 4 /FontFile2 7 0 R >>")
                .stream("/Filter /FlateDecode", RawPdf.deflated('x', 400L << 20))
                .bytes();

        assertThat(Drawn.of(pdf).exitCode()).isEqualTo(Outcome.OUT_OF_MEMORY.exitCode());
    }

    /** It is read in rows, of which only those are kept that the picture needs. */
    @Test
    void main_pictureOfBillionPixels_isDrawn() {
        byte[] pdf = RawPdf.page("<< /XObject << /I 5 0 R >> >>").stream("", "100 0 0 100 0 0 cm /I Do").stream(
                        "/Type /XObject /Subtype /Image /Width 32000 /Height 32000 /ColorSpace /DeviceGray /BitsPerComponent 1"
                                + " /Filter /FlateDecode",
                        RawPdf.deflated('\0', 4000L * 32000))
                .bytes();

        assertThat(Drawn.of(pdf).colour(100, 100)).isEqualTo("000000");
    }

    private static byte[] encrypted(String userPassword) throws IOException {
        try (PDDocument document = new PDDocument()) {
            draw(document, new PDPage(new PDRectangle(100, 100)));
            StandardProtectionPolicy policy =
                    new StandardProtectionPolicy("owner", userPassword, new AccessPermission());
            policy.setEncryptionKeyLength(256);
            document.protect(policy);
            return saved(document);
        }
    }

    /** Each page has a red square of a tenth of the longer side in its upper left corner. */
    private static byte[] pdf(PDPage... pages) throws IOException {
        try (PDDocument document = new PDDocument()) {
            for (PDPage page : pages) {
                draw(document, page);
            }
            return saved(document);
        }
    }

    private static void draw(PDDocument document, PDPage page) throws IOException {
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            PDRectangle box = page.getMediaBox();
            float side = Math.max(box.getWidth(), box.getHeight()) / 10;
            content.setNonStrokingColor(Color.RED);
            content.addRect(0, box.getHeight() - side, side, side);
            content.fill();
        }
    }

    private static byte[] saved(PDDocument document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }
}
