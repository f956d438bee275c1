package org.pgfiles.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pgfiles.media.Bytes;
import org.pgfiles.media.ExifBuilder;
import org.pgfiles.media.LocalS3;
import org.pgfiles.media.TestPhotos;

/** Java heaps as small as a database server may have to make them, each in a process of its own. */
class SmallHeapTest {
    @ParameterizedTest
    @CsvSource({
        "96, imageThatDoesNotFit_isRejectedAloneAndTheNextIsReady",
        "96, imageOf16Bits_isReadInStrips",
        "150, imagesThatDoNotFitTogether_areReadyOneAfterTheOther",
        "400, manyLargeImagesAtOnce_areAllReady",
        "256, headsOfManyFiles_areReleasedForTheNextBatch"
    })
    void runBatch_smallHeap(int megabytes, String story) throws Exception {
        File log = File.createTempFile("small-heap", ".log");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-Xmx" + megabytes + "m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeapTest.class.getName(),
                        story)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();

        assertThat(process.exitValue()).as(Files.readString(log.toPath())).isZero();
    }

    /** The process with the small heap: ends with 0 if all is as it should be. */
    public static void main(String[] args) {
        try (LocalS3 s3 = LocalS3.start()) {
            switch (args[0]) {
                case "imageThatDoesNotFit_isRejectedAloneAndTheNextIsReady" -> imageThatDoesNotFit(s3);
                case "imageOf16Bits_isReadInStrips" -> imageOf16Bits(s3);
                case "imagesThatDoNotFitTogether_areReadyOneAfterTheOther" -> imagesThatDoNotFitTogether(s3);
                case "manyLargeImagesAtOnce_areAllReady" -> manyLargeImages(s3);
                case "headsOfManyFiles_areReleasedForTheNextBatch" -> headsOfManyFiles(s3);
                default -> throw new AssertionError(args[0]);
            }
        } catch (AssertionError e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
        Runtime.getRuntime().halt(0);
    }

    private static void imageThatDoesNotFit(LocalS3 s3) {
        byte[] sixteenBits = Bytes.png(
                Bytes.chunk("IHDR", Bytes.bigEndian(7000, 7000, new byte[] {16, 6, 0, 0, 1})),
                Bytes.chunk("IDAT", Bytes.deflatedZeros(1000)));
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
                .containsExactly("rejected too_many_pixels", "ready null", "rejected too_many_pixels", "ready null");
    }

    /** 96 MB of pixels in a heap of 96 MB. */
    private static void imageOf16Bits(LocalS3 s3) {
        s3.put(
                "deep/original.png",
                Bytes.png(
                        Bytes.chunk("IHDR", Bytes.bigEndian(4000, 3000, new byte[] {16, 6, 0, 0, 0})),
                        Bytes.chunk("IDAT", Bytes.deflatedZeros((4000 * 8 + 1) * 3000)),
                        Bytes.chunk("IEND", new byte[0])));
        assertThat(new Jobs(s3.endpoint())
                        .process("deep/original.png", "image/png")
                        .runOne())
                .containsEntry("outcome", "ready")
                .containsEntry("width", 4000);
    }

    /** TIFFs, whose size in memory nobody knows beforehand: 49 MB of 2 KB, in seventy strips that are the same. */
    private static void imagesThatDoNotFitTogether(LocalS3 s3) {
        int strips = 70;
        int start = 8 + 2 + 8 * 12 + 4;
        byte[] rows = Bytes.deflatedZeros(7000 * 100);
        ByteBuffer places = ByteBuffer.allocate(8 * strips);
        for (int i = 0; i < strips; i++) {
            places.putInt(4 * i, start + 8 * strips).putInt(4 * (strips + i), rows.length);
        }
        int[] entries = {
            0x100,
            4,
            1,
            7000,
            0x101,
            4,
            1,
            7000,
            0x102,
            3,
            1,
            8,
            0x103,
            3,
            1,
            8,
            0x106,
            3,
            1,
            1,
            0x111,
            4,
            strips,
            start,
            0x116,
            4,
            1,
            100,
            0x117,
            4,
            strips,
            start + 4 * strips
        };
        s3.put("large/original.tiff", Bytes.tiff(0, Bytes.bigEndian(places.array(), rows), entries));
        Jobs jobs = new Jobs(s3.endpoint()).with("threads", 4);
        for (int i = 0; i < 4; i++) {
            jobs.process("large/original.tiff", "image/tiff");
        }
        assertThat(jobs.run())
                .extracting(r -> r.get("outcome") + " " + r.get("reason"))
                .containsOnly("ready null");
    }

    /** 40 MB each and eight threads: together they would need 1 GB. The store has its own copy in this heap. */
    private static void manyLargeImages(LocalS3 s3) {
        byte[] photo = TestPhotos.phonePhoto(1000, 750);
        byte[] segments = new byte[40_000_000 / 65_537 * 65_537];
        byte[] filler = ExifBuilder.insert(new byte[] {(byte) 0xff, (byte) 0xd8}, 0xef, new byte[65_533]);
        for (int at = 0; at < segments.length; at += 65_537) {
            System.arraycopy(filler, 2, segments, at, 65_537);
        }
        s3.put(
                "large/original.jpg",
                Bytes.bigEndian((short) 0xffd8, segments, Arrays.copyOfRange(photo, 2, photo.length)));
        Jobs jobs = new Jobs(s3.endpoint()).with("threads", 8);
        for (int i = 0; i < 8; i++) {
            jobs.process("large/original.jpg", "image/jpeg", "stripped_key", "stripped");
        }
        assertThat(jobs.run())
                .extracting(r -> r.get("outcome") + " " + r.get("reason"))
                .containsOnly("ready null");
    }

    private static void headsOfManyFiles(LocalS3 s3) {
        s3.put("data", new byte[12_000_000]);
        Jobs jobs = new Jobs(s3.endpoint()).with("threads", 1);
        for (int i = 0; i < 3; i++) {
            jobs.process("data", "application/octet-stream", "head_bytes", 52_428_800);
        }
        assertThat(jobs.run())
                .extracting(r -> r.get("outcome") + " " + r.get("reason"))
                .containsExactly("ready null", "released no_room", "released no_room");
    }
}
