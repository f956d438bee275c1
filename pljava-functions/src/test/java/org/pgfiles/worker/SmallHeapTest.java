package org.pgfiles.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.pgfiles.media.Bytes;
import org.pgfiles.media.LocalS3;
import org.pgfiles.media.TestPhotos;

/** A Java heap as small as a database server may have to make it. */
class SmallHeapTest {
    @Test
    void runBatch_imageThatDoesNotFitIntoTheHeap_failsAloneAndTheNextIsReady() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java, "-Xmx96m", "-cp", System.getProperty("java.class.path"), SmallHeapTest.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(File.createTempFile("small-heap", ".log")))
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();

        assertThat(process.exitValue()).isZero();
    }

    /** The process with the small heap: ends with 0 if all is as it should be. */
    public static void main(String[] args) {
        byte[] sixteenBits = Bytes.png(
                Bytes.chunk("IHDR", Bytes.bigEndian(7000, 7000, new byte[] {16, 6, 0, 0, 0})),
                Bytes.chunk("IDAT", Bytes.deflatedZeros(1000)));
        try (LocalS3 s3 = LocalS3.start()) {
            s3.put("large/original.png", sixteenBits);
            s3.put("good/original.jpg", TestPhotos.phonePhoto(1000, 750));
            List<Map<String, Object>> results = new Jobs(s3.endpoint())
                    .process("large/original.png", "image/png")
                    .process("good/original.jpg", "image/jpeg")
                    .process("large/original.png", "image/png")
                    .process("good/original.jpg", "image/jpeg")
                    .run();
            assertThat(results)
                    .extracting(r -> r.get("outcome") + " " + r.get("reason"))
                    .containsExactly("failed out_of_memory", "ready null", "failed out_of_memory", "ready null");
        } catch (AssertionError e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
        Runtime.getRuntime().halt(0);
    }
}
