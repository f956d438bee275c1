package org.pgfiles.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgfiles.PgfilesException;
import org.pgfiles.media.Bytes;
import org.pgfiles.media.ExifBuilder;
import org.pgfiles.media.TestPhotos;

class StripperTest {
    /** Stands in each place where a file can hide something. */
    private static final String SECRET = "47.3663 N, 8.5411 E";

    private static final BufferedImage PICTURE = TestPhotos.quarters(64, 48, BufferedImage.TYPE_3BYTE_BGR);

    @Test
    void strip_jpeg_keepsPixelsProfileAndOrientationOnly() throws IOException {
        byte[] profile = Bytes.bigEndian("ICC_PROFILE\0\1\1", "a profile");
        byte[] jpeg = jpegWithSecrets(TestPhotos.jpeg(PICTURE, 0.9f), profile);

        byte[] stripped = Stripper.strip(jpeg, MediaType.JPEG, 6);

        assertThat(text(stripped)).doesNotContain(SECRET, "Fairphone", "MPF").contains("a profile", "JFIF");
        assertThat(ExifParser.parse(stripped).raw()).isEqualTo(Map.of("Orientation", "6"));
        assertThat(pixels(stripped)).isEqualTo(pixels(jpeg));
    }

    @Test
    void strip_uprightJpeg_hasNoExifAtAll() {
        byte[] jpeg = TestPhotos.phoneExif().orientation(1).into(TestPhotos.jpeg(PICTURE, 0.9f));

        assertThat(text(Stripper.strip(jpeg, MediaType.JPEG, 1))).doesNotContain("Exif");
    }

    @Test
    void strip_progressiveJpegWithSecretBetweenItsScans_keepsEveryScan() throws IOException {
        byte[] jpeg = progressive();
        int secondScan = text(jpeg).indexOf("\u00ff\u00da", text(jpeg).indexOf("\u00ff\u00da") + 2);
        byte[] comment = Bytes.bigEndian((short) 0xfffe, (short) (SECRET.length() + 2), SECRET);
        byte[] hidden = Bytes.bigEndian(
                Arrays.copyOf(jpeg, secondScan), comment, Arrays.copyOfRange(jpeg, secondScan, jpeg.length));

        byte[] stripped = Stripper.strip(hidden, MediaType.JPEG, 1);

        assertThat(text(stripped)).doesNotContain(SECRET);
        assertThat(pixels(stripped)).isEqualTo(pixels(jpeg));
    }

    @Test
    void strip_cmykJpeg_keepsWhatSaysHowItsColoursAreMeant() {
        byte[] jpeg = TestPhotos.fourComponents(16, 16, 2, 10, 20, 30, 40);

        assertThat(text(Stripper.strip(jpeg, MediaType.JPEG, 1))).contains("Adobe");
    }

    @Test
    void strip_jpegWithThumbnailInItsJfifSegment_losesTheThumbnail() throws IOException {
        byte[] jpeg = TestPhotos.jpeg(PICTURE, 0.9f);
        byte[] jfif = Bytes.bigEndian("JFIF\0", new byte[] {1, 1, 0, 0, 1, 0, 1, 1, 7}, SECRET, "\0\0");
        byte[] rest = Bytes.bigEndian((short) 0xffd8, Arrays.copyOfRange(jpeg, 20, jpeg.length));

        byte[] stripped = Stripper.strip(ExifBuilder.insert(rest, 0xe0, jfif), MediaType.JPEG, 1);

        assertThat(text(stripped)).doesNotContain(SECRET).contains("JFIF");
        assertThat(pixels(stripped)).isEqualTo(pixels(jpeg));
    }

    @Test
    void strip_png_keepsPixelsColoursAndOrientationOnly() throws IOException {
        byte[] png = TestPhotos.encode(PICTURE, "png");
        byte[] chunks = Bytes.bigEndian(
                Bytes.chunk("gAMA", Bytes.bigEndian(45_455)),
                Bytes.chunk("eXIf", TestPhotos.phoneExif().orientation(3).tiff()),
                Bytes.chunk("tEXt", Bytes.bigEndian("Comment\0", SECRET)),
                Bytes.chunk("iTXt", Bytes.bigEndian("XML:com.adobe.xmp\0\0\0\0\0", SECRET)),
                Bytes.chunk("tIME", new byte[7]),
                Bytes.chunk("caBX", Bytes.bigEndian(SECRET)));
        byte[] full = Bytes.bigEndian(Arrays.copyOf(png, 33), chunks, Arrays.copyOfRange(png, 33, png.length), SECRET);

        byte[] stripped = Stripper.strip(full, MediaType.PNG, 3);

        assertThat(text(stripped)).doesNotContain(SECRET, "Fairphone", "tIME").contains("gAMA");
        assertThat(ExifParser.parse(stripped).raw()).isEqualTo(Map.of("Orientation", "3"));
        assertThat(pixels(stripped)).isEqualTo(pixels(png));
    }

    @Test
    void strip_webp_clearsChunksAndTheirFlags() throws IOException {
        byte[] plain = Bytes.webpQuarters(64, 48);
        byte[] tiff = TestPhotos.phoneExif().orientation(8).tiff();
        byte[] canvas = {0x0c, 0, 0, 0, 63, 0, 0, 47, 0, 0};
        byte[] body = Bytes.littleEndian(
                "WEBPVP8X",
                10,
                canvas,
                Arrays.copyOfRange(plain, 12, plain.length),
                "EXIF",
                tiff.length,
                tiff,
                "XMP ",
                20,
                SECRET + " ");
        byte[] webp = Bytes.littleEndian("RIFF", body.length, body);

        byte[] upright = Stripper.strip(webp, MediaType.WEBP, 1);
        byte[] turned = Stripper.strip(webp, MediaType.WEBP, 8);

        assertThat(text(upright)).doesNotContain(SECRET, "Fairphone", "EXIF", "XMP");
        assertThat(upright[20]).isZero();
        assertThat(upright).hasSize(8 + upright[4] + (upright[5] & 0xff) * 256 + (upright[4] < 0 ? 256 : 0));
        assertThat(ExifParser.parse(turned).raw()).isEqualTo(Map.of("Orientation", "8"));
        assertThat(turned[20]).isEqualTo((byte) 8);
        assertThat(webpPixels(turned)).isEqualTo(webpPixels(webp));
    }

    @Test
    void strip_gif_keepsFramesAndTheirLoop() throws IOException {
        byte[] gif = TestPhotos.encode(PICTURE, "gif");
        int blocks = 13 + (3 << ((gif[10] & 7) + 1));
        byte[] extensions = Bytes.bigEndian(
                "!\u00ff\u000bNETSCAPE2.0\u0003\u0001\0\0\0",
                "!\u00fe",
                (byte) SECRET.length(),
                SECRET,
                "\0!\u00ff\u000bXMP DataXMP",
                (byte) SECRET.length(),
                SECRET,
                "\0");
        byte[] full = Bytes.bigEndian(
                Arrays.copyOf(gif, blocks), extensions, Arrays.copyOfRange(gif, blocks, gif.length), SECRET);

        byte[] stripped = Stripper.strip(full, MediaType.GIF, 1);

        assertThat(text(stripped)).doesNotContain(SECRET, "XMP").contains("NETSCAPE2.0");
        assertThat(pixels(stripped)).isEqualTo(pixels(gif));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "gif"})
    void strip_fileCutAnywhere_isDamagedOrWhole(String format) {
        byte[] good = TestPhotos.encode(PICTURE, format);
        for (int length = 12; length < good.length - 4; length += 7) {
            endedOrDamaged(Arrays.copyOf(good, length), TypeSniffer.sniff(good));
        }
    }

    /** The end may be missing: then the copy has as much as is there, and an end. */
    private static void endedOrDamaged(byte[] cut, MediaType type) {
        byte[] end =
                switch (type) {
                    case JPEG -> new byte[] {(byte) 0xff, (byte) 0xd9};
                    case PNG -> "IEND\u00aeB`\u0082".getBytes(ISO_8859_1);
                    default -> new byte[] {';'};
                };
        try {
            assertThat(Stripper.strip(cut, type, 1)).endsWith(end);
        } catch (PgfilesException e) {
            assertThat(e.detail()).contains("the file ends");
        }
    }

    private static byte[] jpegWithSecrets(byte[] plain, byte[] profile) {
        byte[] jpeg = ExifBuilder.insert(plain, 0xe2, profile);
        jpeg = ExifBuilder.insert(jpeg, 0xe2, Bytes.bigEndian("MPF\0", SECRET));
        jpeg = ExifBuilder.insert(jpeg, 0xed, Bytes.bigEndian("Photoshop 3.0\0", SECRET));
        jpeg = ExifBuilder.insert(jpeg, 0xe1, Bytes.bigEndian("http://ns.adobe.com/xap/1.0/\0", SECRET));
        jpeg = ExifBuilder.insert(jpeg, 0xfe, Bytes.bigEndian(SECRET));
        jpeg = ExifBuilder.insert(jpeg, 0xe0, Bytes.bigEndian("JFXX\0\u0010", SECRET));
        return Bytes.bigEndian(TestPhotos.phoneExif().orientation(6).into(jpeg), plain, SECRET);
    }

    private static byte[] progressive() throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var output = requireNonNull(ImageIO.createImageOutputStream(bytes))) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(output);
            writer.write(null, new IIOImage(PICTURE, null, null), settings);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static String text(byte[] file) {
        return new String(file, ISO_8859_1);
    }

    private static int[] pixels(byte[] image) throws IOException {
        return samples(requireNonNull(ImageIO.read(new ByteArrayInputStream(image))));
    }

    private static int[] webpPixels(byte[] image) throws IOException {
        ImageReader reader = new WebPImageReaderSpi().createReaderInstance(null);
        reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(image)));
        return samples(reader.read(0));
    }

    private static int[] samples(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
