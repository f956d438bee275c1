package org.pgfiles.worker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pgfiles.child.PdfPreview;
import org.pgfiles.media.LocalS3;
import org.pgfiles.media.Pdf;

/** PDFs in a worker's batch, by the program that the build has made. */
class PdfJobsTest {
    private static final String JAR_PROPERTY = "pgfiles.preview.jar";
    private static final String KEY = "org/p/original.pdf";

    private static LocalS3 s3;

    @BeforeAll
    static void start() {
        s3 = LocalS3.start();
        useJar("../preview/target/pgfiles-preview.jar");
    }

    @AfterAll
    static void stop() {
        System.clearProperty(JAR_PROPERTY);
        s3.close();
    }

    private static void useJar(String path) {
        System.setProperty(
                JAR_PROPERTY, Path.of(path).toAbsolutePath().normalize().toString());
    }

    @Test
    void problem_programThatTheBuildHasMade_none() {
        assertThat(PdfPreview.problem()).isEmpty();
    }

    @Test
    void processFile_pdf_hasTheVariantsOfAPhoto() throws IOException {
        s3.put(KEY, Pdf.page(200, 100, "1 0 0 rg 0 0 200 100 re f"));

        Map<String, Object> result = process();

        assertThat(result)
                .containsEntry("outcome", "ready")
                .containsEntry("reason", null)
                .containsEntry("detail", "")
                .containsEntry("file_type", "application/pdf")
                .containsEntry("width", 2048)
                .containsEntry("height", 1024)
                .containsKey("thumbhash")
                .doesNotContainKey("perceptual_hash");
        assertThat(variants(result)).containsExactly("thumbnail_small", "thumbnail_medium", "thumbnail_large");
        BufferedImage large = ImageIO.read(new ByteArrayInputStream(s3.bytes("org/p/thumbnail_large.jpg")));
        assertThat(large.getWidth()).isEqualTo(800);
        assertThat(new Color(large.getRGB(400, 400)).getGreen()).isLessThan(60);
    }

    @Test
    void processFile_pdfWithoutTheSetting_isLeftAlone() {
        s3.put(KEY, Pdf.page(200, 100, ""));

        Map<String, Object> result = jobs().with("pdf_preview", false)
                .process(KEY, "application/pdf")
                .runOne();

        assertThat(result).containsEntry("outcome", "ready").containsEntry("reason", null);
        assertThat(variants(result)).isEmpty();
    }

    /** Nobody wants a picture, so that nothing is started. */
    @Test
    void processFile_pdfWithoutVariants_isLeftAlone() {
        s3.put(KEY, Pdf.encrypted());

        assertThat(jobs().process(KEY, "application/pdf", "variants", List.of()).runOne())
                .containsEntry("outcome", "ready")
                .containsEntry("reason", null);
    }

    @Test
    void processFile_encryptedPdf_isReadyAndSaysSo() {
        s3.put(KEY, Pdf.encrypted());

        Map<String, Object> result = process();

        assertThat(result)
                .containsEntry("outcome", "ready")
                .containsEntry("reason", "pdf_encrypted")
                .containsEntry("detail", "the PDF opens with a password only");
        assertThat(variants(result)).isEmpty();
    }

    @Test
    void processFile_damagedPdf_isReadyAndSaysSo() {
        s3.put(KEY, "%PDF-1.7\nand no more".getBytes(ISO_8859_1));

        assertThat(process()).containsEntry("outcome", "ready").containsEntry("reason", "pdf_damaged");
    }

    /** Larger than images may be here, whatever a PDF may. */
    @Test
    void processFile_largePdf_isReadyAndSaysSo() {
        s3.put(KEY, Pdf.page(200, 100, "%" + "x".repeat(5_000)));

        assertThat(jobs().process(KEY, "application/pdf", "max_image_bytes", 4_000)
                        .runOne())
                .containsEntry("outcome", "ready")
                .containsEntry("reason", "no_preview")
                .containsEntry("detail", "a preview is made of at most 4000 bytes");
    }

    /** A limit of pixels for photos is no reason to refuse a PDF. */
    @Test
    void processFile_pdfBesideASmallLimitOfPixels_hasItsVariants() {
        s3.put(KEY, Pdf.page(200, 100, ""));

        assertThat(variants(
                        jobs().process(KEY, "application/pdf", "max_pixels", 10).runOne()))
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "/no/such/pgfiles-preview.jar, there is no /no/such/pgfiles-preview.jar",
        "pom.xml, the preview ended with status 1"
    })
    void processFile_withoutTheProgram_isReadyAndSaysSo(String jar, String detail) {
        s3.put(KEY, Pdf.page(200, 100, ""));
        useJar(jar);
        try {
            Map<String, Object> result = process();

            assertThat(result).containsEntry("outcome", "ready").containsEntry("reason", "no_preview");
            assertThat(String.valueOf(result.get("detail"))).startsWith(detail);
            assertThat(PdfPreview.problem()).startsWith(detail);
        } finally {
            useJar("../preview/target/pgfiles-preview.jar");
        }
    }

    /** The time of the job is the program's, too: it ends before the job would. */
    @Test
    void processFile_pageThatTakesLong_isReadyAndSaysSo() {
        s3.put(KEY, Pdf.endless());

        Map<String, Object> result =
                jobs().deadlineMs(8_000).process(KEY, "application/pdf").runOne();

        assertThat(result)
                .containsEntry("outcome", "ready")
                .containsEntry("reason", "preview_timeout")
                .containsEntry("detail", "the preview took too long");
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    /** The worker is to stop: what has begun is as if it had not. */
    @Test
    void awaitBatch_givenUp_endsTheProgram() throws InterruptedException {
        s3.put(KEY, Pdf.endless());
        Thread stopper = new Thread(() -> {
            while (ProcessHandle.current().children().findAny().isEmpty()) {
                Thread.onSpinWait();
            }
            Jobs.giveUp();
        });
        stopper.start();

        Map<String, Object> result = jobs().process(KEY, "application/pdf").runOne();
        stopper.join();

        assertThat(result).containsEntry("outcome", "released");
        for (int i = 0; i < 50 && ProcessHandle.current().children().findAny().isPresent(); i++) {
            Thread.sleep(100);
        }
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @Test
    void makeVariants_pdf_hasThem() {
        s3.put(KEY, Pdf.page(200, 100, ""));

        assertThat(variants(jobs().add("make_variants", KEY).runOne())).hasSize(3);
    }

    @Test
    void makeVariants_encryptedPdf_saysSo() {
        s3.put(KEY, Pdf.encrypted());

        assertThat(jobs().add("make_variants", KEY).runOne())
                .containsEntry("outcome", "ready")
                .containsEntry("reason", "pdf_encrypted");
    }

    private static Map<String, Object> process() {
        return jobs().process(KEY, "application/pdf").runOne();
    }

    private static List<Object> variants(Map<String, Object> result) {
        return Jobs.objects(result, "variants").stream()
                .map(variant -> requireNonNull(variant.get("name")))
                .toList();
    }

    private static Jobs jobs() {
        return new Jobs(s3.endpoint()).with("pdf_preview", true);
    }
}
