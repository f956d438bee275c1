package org.pgfiles.image;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgfiles.PgfilesException;
import org.pgfiles.media.TestPhotos;
import org.pgfiles.metadata.ExifData;
import org.pgfiles.metadata.ExifParser;
import org.pgfiles.metadata.MediaType;
import org.pgfiles.metadata.TypeSniffer;

/** The formats for which libvips is there: HEIC and AVIF in, WebP and AVIF out. */
class VipsTest {
    private final Backends vips = NativeLibrary.require("vips");

    /** A phone's HEIC says twice that it lies on its side: in a box, which the decoder obeys, and in its EXIF. */
    @Test
    void make_heicThatLiesOnItsSide_isTurnedOnce() throws IOException {
        byte[] heic = file("turned.heic");
        int orientation = ExifParser.parse(heic).orientationOrUpright();
        assertThat(orientation).isEqualTo(6);

        Thumbnails.Result result = make(heic, orientation, new VariantSpec(48, 48, Fit.INSIDE, OutputFormat.PNG, 80));

        assertThat(result.width() + " x " + result.height()).isEqualTo("64 x 96");
        BufferedImage picture = decoded(result);
        assertThat(picture.getWidth() + " x " + picture.getHeight()).isEqualTo("32 x 48");
        assertThat(corners(picture)).isEqualTo("blue red white green");
    }

    @Test
    void make_avif_keepsItsColours() throws IOException {
        Thumbnails.Result result =
                make(file("quarters.avif"), 1, new VariantSpec(48, 48, Fit.COVER, OutputFormat.JPEG, 95));

        assertThat(corners(decoded(result))).isEqualTo("red green blue white");
    }

    @ParameterizedTest
    @ValueSource(strings = {"turned.heic", "quarters.avif"})
    void make_heifCutShort_isNotRead(String name) throws IOException {
        byte[] whole = file(name);
        for (int length = 40; length < whole.length; length += 20) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> make(cut, 1, new VariantSpec(48, 48, Fit.COVER, OutputFormat.JPEG, 80)))
                    .isInstanceOf(PgfilesException.class)
                    .hasMessage("libvips cannot read this " + TypeSniffer.sniff(whole));
        }
    }

    @Test
    void make_heicOfMorePixelsThanAllowed_isRefused() throws IOException {
        byte[] heic = file("turned.heic");
        VariantSpec spec = new VariantSpec(48, 48, Fit.COVER, OutputFormat.JPEG, 80);

        assertThatThrownBy(() -> Thumbnails.make(vips, heic, MediaType.HEIC, 1, 6143, List.of(spec), () -> false))
                .hasMessage("at most 6143 pixels, the image has 64 x 96");
    }

    @ParameterizedTest
    @EnumSource(names = {"WEBP", "AVIF"})
    void make_modernFormat_isWhatItSaysAndTellsNothingOfThePhoto(OutputFormat format) {
        byte[] photo = TestPhotos.phonePhoto(600, 400);

        Thumbnails.Thumbnail variant = make(photo, 6, new VariantSpec(150, 150, Fit.COVER, format, 80))
                .thumbnails()
                .get(0);

        assertThat(variant.format()).isEqualTo(format);
        assertThat(TypeSniffer.sniff(variant.bytes())).isEqualTo(format.type());
        ExifData exif =
                ExifParser.parse(variant.bytes()); // libvips itself writes the size of a WebP, in pixels and inches.
        assertThat(exif.camera().model()).isNull();
        assertThat(exif.moment().local()).isNull();
        assertThat(exif.position().latitude()).isNull();
        assertThat(exif.orientationOrUpright()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"WEBP", "AVIF"})
    void make_modernFormat_keepsColoursAndTransparency(OutputFormat format) {
        BufferedImage quarters = TestPhotos.quarters(200, 200, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 200 * 20; i++) {
            quarters.setRGB(i % 200, 90 + i / 200, 0);
        }
        byte[] file = TestPhotos.encode(quarters, "png");

        byte[] variant = make(file, 1, new VariantSpec(100, 100, Fit.COVER, format, 90))
                .thumbnails()
                .get(0)
                .bytes();

        BufferedImage picture = decoded(make(variant, 1, new VariantSpec(100, 100, Fit.COVER, OutputFormat.PNG, 90)));
        assertThat(corners(picture)).isEqualTo("red green blue white");
        assertThat(picture.getRGB(50, 50) >>> 24).isLessThan(8);
        assertThat(picture.getRGB(10, 10) >>> 24).isGreaterThan(247);
    }

    private Thumbnails.Result make(byte[] file, int orientation, VariantSpec spec) {
        return Thumbnails.make(vips, file, TypeSniffer.sniff(file), orientation, 1_000_000, List.of(spec), () -> false);
    }

    private static BufferedImage decoded(Thumbnails.Result result) {
        byte[] bytes = result.thumbnails().get(0).bytes();
        return JdkImage.open(bytes, TypeSniffer.sniff(bytes), () -> false)
                .decode(1, () -> false)
                .image();
    }

    private static String corners(BufferedImage image) {
        int right = image.getWidth() - 8;
        int bottom = image.getHeight() - 8;
        return String.join(
                " ", name(image, 7, 7), name(image, right, 7), name(image, 7, bottom), name(image, right, bottom));
    }

    private static String name(BufferedImage image, int x, int y) {
        Color colour = new Color(image.getRGB(x, y));
        boolean red = colour.getRed() > 128;
        boolean green = colour.getGreen() > 128;
        boolean blue = colour.getBlue() > 128;
        return red && green && blue ? "white" : red ? "red" : green ? "green" : blue ? "blue" : "black";
    }

    private static byte[] file(String name) throws IOException {
        try (InputStream file = requireNonNull(TestPhotos.class.getResourceAsStream(name))) {
            return file.readAllBytes();
        }
    }
}
