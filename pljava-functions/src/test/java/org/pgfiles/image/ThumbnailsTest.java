package org.pgfiles.image;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgfiles.PgfilesException;
import org.pgfiles.media.Bytes;
import org.pgfiles.media.ExifBuilder;
import org.pgfiles.media.TestPhotos;
import org.pgfiles.metadata.JpegSegments;
import org.pgfiles.metadata.MediaType;
import org.pgfiles.metadata.TypeSniffer;

/** What a user sees in a gallery, whichever back end made it: the right size, the right way up, the right colours. */
@ParameterizedClass
@ValueSource(strings = {"jdk", "turbojpeg", "vips"})
class ThumbnailsTest {
    private static final int RGB = BufferedImage.TYPE_3BYTE_BGR;

    private final Backends backends;

    ThumbnailsTest(String name) {
        backends = NativeLibrary.require(name);
    }

    /** The corners of the upright picture: top left, top right, bottom left, bottom right. */
    @ParameterizedTest
    @CsvSource({"1,RGBW", "2,GRWB", "3,WBGR", "4,BWRG", "5,RBGW", "6,BRWG", "7,WGBR", "8,GWRB"})
    void make_eachOrientation_isUpright(int orientation, String corners) {
        byte[] photo = TestPhotos.jpeg(TestPhotos.quarters(400, 200, RGB), 0.95f);

        Thumbnails.Result result = make(photo, orientation, spec(100, 100, Fit.INSIDE));

        BufferedImage upright = image(result);
        boolean turned = orientation >= 5;
        assertThat(size(upright)).isEqualTo(turned ? "50 x 100" : "100 x 50");
        assertThat(result.width() + " x " + result.height()).isEqualTo(turned ? "200 x 400" : "400 x 200");
        assertThat(corners(upright)).isEqualTo(corners);
    }

    /** Where the picture is long, the square is of its beginning, its middle or its end as people see it. */
    @ParameterizedTest
    @CsvSource({"1,RGBW", "2,GRWB", "3,WBGR", "4,BWRG", "5,RBGW", "6,BRWG", "7,WGBR", "8,GWRB"})
    void make_coverWithAFocus_keepsWhatIsThere(int orientation, String corners) {
        byte[] photo = TestPhotos.jpeg(TestPhotos.quarters(400, 200, RGB), 0.95f);
        String halves = orientation >= 5 ? "(..)(..)" : "(.)(.)(.)(.)";
        String beginning = corners.replaceFirst(halves, orientation >= 5 ? "$1$1" : "$1$1$3$3");
        String end = corners.replaceFirst(halves, orientation >= 5 ? "$2$2" : "$2$2$4$4");

        assertThat(corners(image(make(photo, orientation, around(0, 0.1))))).isEqualTo(beginning);
        assertThat(corners(image(make(photo, orientation, around(0.9, 1))))).isEqualTo(end);
        assertThat(corners(image(make(photo, orientation, around(0.5, 0.5))))).isEqualTo(corners);
    }

    /** The square is not made from what another square left. */
    @Test
    void make_coversOfTwoFocuses_areOfTwoPlaces() {
        byte[] photo = TestPhotos.jpeg(TestPhotos.quarters(400, 200, RGB), 0.95f);
        VariantSpec large = new VariantSpec(120, 120, Fit.COVER, OutputFormat.PNG, 80, null, new Focus(1, 0.5));

        Thumbnails.Result result = make(photo, 1, around(0, 0), large);

        assertThat(corners(image(result))).isEqualTo("RRBB");
    }

    private static VariantSpec around(double x, double y) {
        return new VariantSpec(100, 100, Fit.COVER, OutputFormat.JPEG, 95, null, new Focus(x, y));
    }

    /** Width and height that differ by an odd number are where a rotation about the middle falls between pixels. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void make_eachOrientation_mixesNoPixels(int orientation) {
        BufferedImage stored = plain(5, 2, 0);
        int[] colours = new int[10];
        for (int i = 0; i < 10; i++) {
            colours[i] = 0xff000000 | 0x102030 * (i + 1);
            stored.setRGB(i % 5, i / 5, colours[i]);
        }
        VariantSpec png = new VariantSpec(10, 10, Fit.INSIDE, OutputFormat.PNG, 80);

        BufferedImage upright = image(make(TestPhotos.encode(stored, "png"), orientation, png));

        assertThat(upright.getRGB(0, 0, upright.getWidth(), upright.getHeight(), null, 0, upright.getWidth()))
                .containsExactlyInAnyOrder(colours);
    }

    @ParameterizedTest
    @CsvSource({
        "COVER, 150, 150, 150 x 150",
        "COVER, 300, 100, 300 x 100",
        "COVER, 1000, 1000, 1000 x 1000",
        "CONTAIN, 150, 150, 150 x 150",
        "INSIDE, 150, 150, 150 x 75",
        "INSIDE, 1000, 1000, 400 x 200"
    })
    void make_fit_hasThePromisedSize(Fit fit, int width, int height, String expected) {
        byte[] photo = TestPhotos.jpeg(TestPhotos.quarters(400, 200, RGB), 0.95f);

        assertThat(size(image(make(photo, 1, spec(width, height, fit))))).isEqualTo(expected);
    }

    /** As high as the square it would have more columns than an int can count. */
    @Test
    void make_coverOfALine_hasThePromisedSize() {
        byte[] line = TestPhotos.encode(plain(3_000_000, 1, 0xff0000), "png");

        assertThat(size(image(make(line, 1, spec(800, 800, Fit.COVER))))).isEqualTo("800 x 800");
    }

    @Test
    void make_cover_cropsEvenlyOnBothSides() {
        byte[] photo = TestPhotos.jpeg(TestPhotos.quarters(600, 200, RGB), 0.95f);

        BufferedImage square = image(make(photo, 1, spec(100, 100, Fit.COVER)));

        assertThat(corners(square)).isEqualTo("RGBW");
        assertThat(nearest(square.getRGB(44, 10)) + nearest(square.getRGB(56, 10)))
                .isEqualTo("RG");
    }

    @Test
    void make_contain_hasWhiteBesideThePicture() {
        byte[] photo = TestPhotos.jpeg(plain(200, 100, 0xff0000), 0.95f);

        BufferedImage square = image(make(photo, 1, spec(100, 100, Fit.CONTAIN)));

        assertThat(new Color(square.getRGB(50, 5))).isEqualTo(Color.WHITE);
        assertThat(nearest(square.getRGB(50, 50))).isEqualTo("R");
    }

    @Test
    void make_containInPng_isTransparentBesideThePicture() {
        byte[] photo = TestPhotos.encode(plain(200, 100, 0xff0000), "png");

        BufferedImage square = image(make(photo, 1, new VariantSpec(100, 100, Fit.CONTAIN, OutputFormat.PNG, 80)));

        assertThat(square.getRGB(50, 5)).isZero();
        assertThat(square.getRGB(50, 50)).isEqualTo(0xffff0000);
    }

    @Test
    void make_enlarged_keepsItsValueToTheEdges() {
        byte[] file = TestPhotos.encode(plain(51, 30, 0x336699), "png");

        BufferedImage large = image(make(file, 1, new VariantSpec(200, 200, Fit.COVER, OutputFormat.PNG, 80)));

        assertThat(large.getRGB(0, 0, 200, 200, null, 0, 200)).containsOnly(0xff336699);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "gif", "bmp", "tiff"})
    void make_formatsOfTheJdk_keepTheirColours(String format) {
        byte[] file = TestPhotos.encode(TestPhotos.quarters(310, 170, RGB), format);

        assertThat(corners(image(make(file, 1, spec(64, 64, Fit.COVER))))).isEqualTo("RGBW");
    }

    @Test
    void make_webp_keepsItsColours() {
        assertThat(corners(image(make(Bytes.webpQuarters(300, 200), 1, spec(64, 64, Fit.COVER)))))
                .isEqualTo("RGBW");
    }

    /** VP8 with a colour profile, as a browser's canvas writes it. */
    @Test
    void make_lossyWebp_keepsItsColours() throws IOException {
        try (InputStream file = requireNonNull(TestPhotos.class.getResourceAsStream("quarters.webp"))) {
            byte[] bytes = file.readAllBytes();
            assertThat(corners(image(make(bytes, 1, spec(64, 64, Fit.COVER))))).isEqualTo("RGBW");

            byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
            assertThatThrownBy(() -> make(half, 1, spec(64, 64, Fit.COVER))).isInstanceOf(PgfilesException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_BYTE_INDEXED,
            })
    void make_greyImages_areAsBrightAsTheyWere(int type) {
        BufferedImage grey = new BufferedImage(200, 200, type);
        for (int i = 0; i < 200 * 200; i++) {
            if (type == BufferedImage.TYPE_BYTE_INDEXED) {
                grey.setRGB(i % 200, i / 200, 0x999999);
            } else {
                grey.getRaster().setSample(i % 200, i / 200, 0, type == BufferedImage.TYPE_BYTE_GRAY ? 0x99 : 0x9999);
            }
        }

        assertThat(middle(make(TestPhotos.encode(grey, "png"), 1, spec(50, 50, Fit.COVER))))
                .isEqualTo("153 153 153");
    }

    @Test
    void make_greyJpeg_isAsBrightAsItWas() {
        BufferedImage grey = new BufferedImage(200, 200, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 200 * 200; i++) {
            grey.getRaster().setSample(i % 200, i / 200, 0, 0x99);
        }

        assertThat(middle(make(TestPhotos.encode(grey, "jpeg"), 1, spec(50, 50, Fit.COVER))))
                .isEqualTo("153 153 153");
    }

    @Test
    void make_transparency_isWhiteInJpegAndStaysInPng() {
        BufferedImage half = new BufferedImage(200, 200, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 200 * 200; i++) {
            half.setRGB(i % 200, i / 200, 0x80ff0000);
        }
        byte[] file = TestPhotos.encode(half, "png");

        Color onWhite = new Color(image(make(file, 1, spec(50, 50, Fit.COVER))).getRGB(25, 25));
        assertThat(onWhite.getRed()).isBetween(253, 255);
        assertThat(onWhite.getGreen()).isBetween(125, 129);
        assertThat(onWhite.getBlue()).isBetween(125, 129);
        VariantSpec png = new VariantSpec(50, 50, Fit.COVER, OutputFormat.PNG, 80);
        assertThat(image(make(file, 1, png)).getRGB(25, 25)).isEqualTo(0x80ff0000);
    }

    @Test
    void make_transparentPixels_lendNoColourToTheirNeighbours() {
        BufferedImage stripes = new BufferedImage(200, 200, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 200 * 200; i++) {
            stripes.setRGB(i % 200, i / 200, i % 2 == 0 ? 0xffff0000 : 0x0000ff00);
        }
        VariantSpec png = new VariantSpec(50, 50, Fit.COVER, OutputFormat.PNG, 80);

        int pixel = image(make(TestPhotos.encode(stripes, "png"), 1, png)).getRGB(25, 25);

        assertThat(pixel & 0xffffff).isEqualTo(0xff0000);
        assertThat(pixel >>> 24).isBetween(0x7e, 0x81);
    }

    @Test
    void make_photoWithProfile_isConvertedToSrgb() {
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        byte[] photo = ExifBuilder.insert(
                TestPhotos.jpeg(plain(200, 200, 0x808080), 0.95f),
                0xe2,
                Bytes.bigEndian("ICC_PROFILE\0", (byte) 1, (byte) 1, profile));

        String grey = middle(make(photo, 1, spec(50, 50, Fit.COVER)));

        assertThat(Integer.parseInt(grey.substring(0, 3))).isBetween(186, 190); // Linear 0.5 is 188 in sRGB.
    }

    @Test
    void make_photoWithBrokenProfile_isReadWithoutIt() {
        byte[] photo = ExifBuilder.insert(
                TestPhotos.jpeg(plain(200, 200, 0x808080), 0.95f),
                0xe2,
                Bytes.bigEndian("ICC_PROFILE\0aa", new byte[300]));

        assertThat(middle(make(photo, 1, spec(50, 50, Fit.COVER)))).isEqualTo("128 128 128");
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 255, 255, 255, C", "0, 255, 255, 255, 0, K", "2, 128, 128, 128, 255, grey"})
    void make_cmykOfAdobe_hasTheColoursOfItsInks(int transform, int a, int b, int c, int k, String expected) {
        byte[] photo = TestPhotos.fourComponents(200, 200, transform, a, b, c, k);

        BufferedImage image = image(make(photo, 1, spec(50, 50, Fit.COVER)));

        String colour = middle(image);
        switch (expected) {
            case "C" -> assertThat(colour).isEqualTo("0 255 255");
            case "K" -> assertThat(colour).isEqualTo("0 0 0");
            default -> assertThat(colour).isEqualTo("127 127 127");
        }
    }

    @Test
    void make_jpeg_isProgressiveAndWithoutMetadata() {
        byte[] photo = TestPhotos.phonePhoto(600, 400);

        byte[] variant =
                make(photo, 6, spec(150, 150, Fit.COVER)).thumbnails().get(0).bytes();

        List<JpegSegments.Segment> segments = JpegSegments.read(variant).segments();
        assertThat(segments).extracting(JpegSegments.Segment::marker).contains(0xc2); // SOF2: progressive.
        IntPredicate isMetadata = marker -> (marker > 0xe0 && marker <= 0xef) || marker == 0xfe;
        assertThat(segments).noneMatch(segment -> isMetadata.test(segment.marker()));
    }

    @Test
    void make_severalSpecsInAnyOrder_areInTheOrderOfTheWishes() {
        byte[] photo = TestPhotos.phonePhoto(1000, 700);

        Thumbnails.Result result =
                make(photo, 6, spec(150, 150, Fit.COVER), spec(800, 800, Fit.INSIDE), spec(400, 100, Fit.CONTAIN));

        assertThat(result.thumbnails())
                .extracting(t -> t.width() + " x " + t.height())
                .containsExactly("150 x 150", "560 x 800", "400 x 100");
    }

    @Test
    void make_verySmallAndVeryLongImages_work() {
        assertThat(size(image(make(TestPhotos.jpeg(plain(1, 1, 0xffffff), 0.9f), 1, spec(150, 150, Fit.COVER)))))
                .isEqualTo("150 x 150");
        assertThat(size(image(make(TestPhotos.jpeg(plain(20_000, 2, 0xffffff), 0.9f), 1, spec(150, 150, Fit.INSIDE)))))
                .isEqualTo("150 x 1");
        assertThat(size(image(make(TestPhotos.jpeg(plain(2, 20_000, 0xffffff), 0.9f), 1, spec(150, 150, Fit.COVER)))))
                .isEqualTo("150 x 150");
    }

    @Test
    void make_plainArea_keepsItsValueAtEveryScale() {
        byte[] file = TestPhotos.encode(plain(1999, 1333, 0x336699), "png");

        for (int side = 40; side <= 700; side += 33) {
            BufferedImage image = image(make(file, 1, new VariantSpec(side, side, Fit.COVER, OutputFormat.PNG, 80)));
            assertThat(image.getRGB(0, 0) & 0xffffff).isEqualTo(0x336699);
            assertThat(image.getRGB(side - 1, side - 1) & 0xffffff).isEqualTo(0x336699);
        }
    }

    @Test
    void make_jpegOfManyScans_isRefusedBeforeItIsDecoded() {
        byte[] good = TestPhotos.jpeg(plain(64, 64, 0), 0.9f);
        byte[] scans = Bytes.bigEndian(Arrays.copyOf(good, good.length - 2), "\u00ff\u00da".repeat(100));

        assertThatThrownBy(() -> make(scans, 1, spec(50, 50, Fit.COVER)))
                .hasMessage("the JPEG has more than 100 scans");
    }

    @Test
    void make_wantedNoMore_stops() {
        byte[] photo = TestPhotos.phonePhoto(1000, 700);

        assertThatThrownBy(() -> Thumbnails.make(
                        backends, photo, MediaType.JPEG, 1, 50_000_000, List.of(spec(150, 150, Fit.COVER)), () -> true))
                .isInstanceOf(PgfilesException.class)
                .hasMessageContaining("stopped");
    }

    private Thumbnails.Result make(byte[] file, int orientation, VariantSpec... specs) {
        return Thumbnails.make(
                backends, file, TypeSniffer.sniff(file), orientation, 50_000_000, List.of(specs), () -> false);
    }

    private static VariantSpec spec(int width, int height, Fit fit) {
        return new VariantSpec(width, height, fit, OutputFormat.JPEG, 95);
    }

    private static BufferedImage plain(int width, int height, int rgb) {
        BufferedImage image = new BufferedImage(width, height, RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, rgb);
        }
        return image;
    }

    private static BufferedImage image(Thumbnails.Result result) {
        try {
            return ImageIO.read(
                    new ByteArrayInputStream(result.thumbnails().get(0).bytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String size(BufferedImage image) {
        return image.getWidth() + " x " + image.getHeight();
    }

    private static String middle(Thumbnails.Result result) {
        return middle(image(result));
    }

    private static String middle(BufferedImage image) {
        Color color = new Color(image.getRGB(image.getWidth() / 2, image.getHeight() / 2));
        return color.getRed() + " " + color.getGreen() + " " + color.getBlue();
    }

    private static String corners(BufferedImage image) {
        int right = image.getWidth() * 3 / 4;
        int bottom = image.getHeight() * 3 / 4;
        int left = image.getWidth() / 4;
        int top = image.getHeight() / 4;
        return nearest(image.getRGB(left, top))
                + nearest(image.getRGB(right, top))
                + nearest(image.getRGB(left, bottom))
                + nearest(image.getRGB(right, bottom));
    }

    private static String nearest(int rgb) {
        boolean red = (rgb >> 16 & 0xff) > 128;
        boolean green = (rgb >> 8 & 0xff) > 128;
        boolean blue = (rgb & 0xff) > 128;
        if (red && green && blue) {
            return "W";
        }
        return red && !green && !blue ? "R" : green && !red && !blue ? "G" : blue && !red && !green ? "B" : "?";
    }
}
