package org.pgfiles.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pgfiles.media.Bytes;
import org.pgfiles.media.ExifBuilder;
import org.pgfiles.media.LocalS3;
import org.pgfiles.media.TestPhotos;

/** How much of a file is fetched for its EXIF, as the store saw it. */
class ReadExifTest {
    private static final int PIECE = 65_536;

    private static LocalS3 s3;
    private static byte[] photo;

    @BeforeAll
    static void start() {
        s3 = LocalS3.start();
        photo = TestPhotos.phonePhoto(1600, 1200);
    }

    @AfterAll
    static void stop() {
        s3.close();
    }

    @Test
    void readExif_ordinaryPhoto_isOneReadOf64KiB() {
        assertThat(photo.length).isGreaterThan(4 * PIECE);

        Map<String, Object> result = read("photo.jpg", photo);

        assertThat(result)
                .containsEntry("outcome", "ready")
                .containsEntry("file_type", "image/jpeg")
                .containsEntry("file_size", photo.length)
                .containsEntry("requests", 1)
                .containsEntry("bytes_read", PIECE);
        assertThat(Jobs.object(result, "exif")).containsEntry("latitude", 47.3663);
        assertThat(s3.reads("photo.jpg")).containsExactly("0-65535");
    }

    @Test
    void readExif_photoWithLargestThumbnailInItsExif_isOneRead() {
        byte[] tiff = TestPhotos.phoneExif().tiff();
        byte[] block = Bytes.bigEndian("Exif\0\0", Arrays.copyOf(tiff, 65_527));

        assertThat(latitude("thumbnail.jpg", ExifBuilder.insert(photo, 0xe1, block)))
                .isEqualTo(47.3663);
        assertThat(s3.reads("thumbnail.jpg")).hasSize(1);
    }

    @Test
    void readExif_exifBehindALargeSegment_isReadWhereItIs() {
        byte[] file = ExifBuilder.insert(photo, 0xe2, new byte[65_000]);
        file = ExifBuilder.insert(file, 0xe2, new byte[65_000]);

        assertThat(latitude("late.jpg", file)).isEqualTo(47.3663);
        assertThat(s3.reads("late.jpg")).containsExactly("0-65535", "130010-195545");
    }

    @Test
    void readExif_webpWithExifAtItsEnd_isTwoReads() {
        byte[] tiff = TestPhotos.phoneExif().tiff();
        byte[] body = Bytes.littleEndian("WEBPVP8 ", 2_000_000, new byte[2_000_000], "EXIF", tiff.length, tiff);

        assertThat(latitude("end.webp", Bytes.littleEndian("RIFF", body.length, body)))
                .isEqualTo(47.3663);
        assertThat(s3.reads("end.webp")).hasSize(2);
    }

    @Test
    void readExif_pngWithExifBehindItsPixels_isReadWhereItIs() {
        byte[] png = Bytes.png(
                Bytes.header(10, 10),
                Bytes.chunk("IDAT", new byte[300_000]),
                Bytes.chunk("eXIf", TestPhotos.phoneExif().tiff()));

        assertThat(latitude("end.png", png)).isEqualTo(47.3663);
        assertThat(s3.reads("end.png")).hasSize(2);
    }

    @Test
    void readExif_tiffWithItsDirectoryAtTheEnd_isReadWhereItIs() {
        byte[] tiff = new byte[500_000];
        byte[] directory = Bytes.bigEndian((short) 1, (short) 0x112, (short) 3, 1, (short) 6, (short) 0, 0);
        System.arraycopy(Bytes.bigEndian("MM\0*", 499_900), 0, tiff, 0, 8);
        System.arraycopy(directory, 0, tiff, 499_900, directory.length);

        Map<String, Object> result = read("end.tiff", tiff);

        assertThat(Jobs.object(result, "exif")).containsEntry("orientation", 6);
        assertThat(s3.reads("end.tiff")).hasSize(2);
    }

    @Test
    void readExif_heicWithItsItemFarBehind_isTwoReads() {
        assertThat(latitude("photo.heic", Bytes.heic(TestPhotos.phoneExif().tiff(), 700_000)))
                .isEqualTo(47.3663);
        assertThat(s3.reads("photo.heic")).hasSize(2);
    }

    @Test
    void readExif_manyChunksThatLeadNowhere_areGivenUpAfterEightReads() {
        byte[][] chunks = new byte[40][];
        Arrays.fill(chunks, Bytes.chunk("IDAT", new byte[70_000]));

        Map<String, Object> result =
                read("long.png", Bytes.png(Bytes.header(10, 10), Bytes.bigEndian((Object[]) chunks)));

        assertThat(result).containsEntry("outcome", "ready");
        assertThat(s3.reads("long.png")).hasSize(8);
    }

    @Test
    void readExif_noImageNoBytesNoObject_fails() {
        assertThat(read("note.txt", "a note".getBytes(UTF_8)))
                .containsEntry("outcome", "failed")
                .containsEntry("reason", "not_an_image");
        assertThat(read("empty.jpg", new byte[0])).containsEntry("reason", "not_an_image");
        assertThat(new Jobs(s3.endpoint()).add("read_exif", "absent").runOne())
                .containsEntry("outcome", "failed")
                .containsEntry("reason", "object_missing");
    }

    @Test
    void readExif_imageWithoutExif_isReadyWithNothing() {
        byte[] plain = TestPhotos.jpeg(TestPhotos.quarters(16, 16, BufferedImage.TYPE_3BYTE_BGR), 0.9f);

        Map<String, Object> result = read("plain.jpg", plain);

        assertThat(result).containsEntry("outcome", "ready");
        assertThat(Jobs.object(result, "exif")).containsEntry("raw", Map.of()).containsEntry("errors", List.of());
    }

    private static @Nullable Object latitude(String key, byte[] file) {
        return Jobs.object(read(key, file), "exif").get("latitude");
    }

    private static Map<String, Object> read(String key, byte[] file) {
        s3.put(key, file);
        return new Jobs(s3.endpoint()).add("read_exif", key).runOne();
    }
}
