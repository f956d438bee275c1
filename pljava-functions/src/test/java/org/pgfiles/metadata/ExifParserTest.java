package org.pgfiles.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgfiles.media.Bytes;
import org.pgfiles.media.ExifBuilder;
import org.pgfiles.media.TestPhotos;

class ExifParserTest {
    private static final byte[] PLAIN =
            TestPhotos.encode(TestPhotos.quarters(16, 16, BufferedImage.TYPE_3BYTE_BGR), "jpeg");

    @Test
    void parse_phonePhoto_hasEveryField() {
        ExifData exif = ExifParser.parse(TestPhotos.phoneExif().orientation(6).into(PLAIN));

        assertThat(exif.position().latitude()).isEqualTo(47.3663);
        assertThat(exif.position().longitude()).isEqualTo(8.5411);
        assertThat(exif.position().altitude()).isEqualTo(408.0);
        assertThat(exif.moment().instant()).isEqualTo(Instant.parse("2024-05-01T10:00:00Z"));
        assertThat(exif.moment().local()).isEqualTo(LocalDateTime.parse("2024-05-01T12:00:00"));
        assertThat(exif.camera().make()).isEqualTo("Fairphone");
        assertThat(exif.camera().model()).isEqualTo("FP5");
        assertThat(exif.camera().lens()).isEqualTo("Main 24 mm f/1.8");
        assertThat(exif.exposure().time()).isEqualTo(0.004);
        assertThat(exif.exposure().fNumber()).isEqualTo(1.8);
        assertThat(exif.exposure().iso()).isEqualTo(100);
        assertThat(exif.exposure().focalLength()).isEqualTo(5.6);
        assertThat(exif.orientation()).isEqualTo(6);
        assertThat(exif.raw()).containsEntry("Make", "Fairphone").containsEntry("Exposure Time", "1/250");
        assertThat(exif.errors()).isEmpty();
    }

    @Test
    void parse_southAndWestBelowTheSea_isNegative() {
        ExifData exif = parse(new ExifBuilder().position(-33.8568, -70.5).altitude(-12));

        assertThat(exif.position().latitude()).isEqualTo(-33.8568);
        assertThat(exif.position().longitude()).isEqualTo(-70.5);
        assertThat(exif.position().altitude()).isEqualTo(-12.0);
    }

    @Test
    void parse_impossiblePosition_isNull() {
        ExifBuilder zerosWithoutHemisphere =
                new ExifBuilder().rational("gps", 2, 0, 1, 0, 1, 0, 1).rational("gps", 4, 0, 1, 0, 1, 0, 1);
        ExifBuilder zeroDenominators = new ExifBuilder().position(1, 1).rational("gps", 2, 0, 0, 0, 0, 0, 0);
        ExifBuilder beyondThePole = new ExifBuilder().position(1, 1).rational("gps", 2, 91, 1, 0, 1, 0, 1);
        ExifBuilder beyondTheDateLine = new ExifBuilder().position(1, 1).rational("gps", 4, 181, 1, 0, 1, 0, 1);
        ExifBuilder noLongitude = new ExifBuilder().text("gps", 1, "N").rational("gps", 2, 47, 1, 0, 1, 0, 1);
        ExifBuilder oddHemisphere = new ExifBuilder().position(1, 1).text("gps", 1, "X");
        ExifBuilder receiverWithoutFix = new ExifBuilder().position(1, 1).text("gps", 9, "V");

        assertThat(new ExifBuilder[] {
                    zerosWithoutHemisphere,
                    zeroDenominators,
                    beyondThePole,
                    beyondTheDateLine,
                    noLongitude,
                    oddHemisphere,
                    receiverWithoutFix
                })
                .extracting(ExifParserTest::parse)
                .allSatisfy(exif -> {
                    assertThat(exif.position().latitude()).isNull();
                    assertThat(exif.position().longitude()).isNull();
                });
    }

    @Test
    void parse_timeWithoutOffset_isLocalOnly() {
        ExifData exif = parse(new ExifBuilder().captured("2024:05:01 12:00:00"));

        assertThat(exif.moment().instant()).isNull();
        assertThat(exif.moment().local()).isEqualTo(LocalDateTime.parse("2024-05-01T12:00:00"));
    }

    @Test
    void parse_timeWithoutOffsetButSatellites_isTheSatellitesInstant() {
        ExifData exif = parse(new ExifBuilder().captured("2024:05:01 12:00:31").gpsTime("2024:05:01", 10, 0, 30));

        assertThat(exif.moment().instant()).isEqualTo(Instant.parse("2024-05-01T10:00:30Z"));
    }

    @Test
    void parse_subSeconds_areAFractionOfASecond() {
        ExifData exif = parse(new ExifBuilder()
                .captured("2024:05:01 12:00:00")
                .offset("-05:00")
                .text("photo", 0x9291, "25"));

        assertThat(exif.moment().instant()).isEqualTo(Instant.parse("2024-05-01T17:00:00.250Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000:00:00 00:00:00",
                "0000:01:01 00:00:00",
                "0001:01:01 00:00:00",
                "2024:13:45 12:00:00",
                "    :  :     :  :  ",
                "yesterday",
                ""
            })
    void parse_noTime_isNull(String text) {
        ExifData exif = parse(new ExifBuilder().captured(text).offset("+99:99"));

        assertThat(exif.moment().local()).isNull();
        assertThat(exif.moment().instant()).isNull();
    }

    @Test
    void parse_satellitesOfTheYearZero_haveNoTime() {
        assertThat(parse(new ExifBuilder().gpsTime("0000:01:01", 10, 0, 30))
                        .moment()
                        .instant())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "8, 8", "0, ", "9, "})
    void parse_orientation_isOneToEightOrNull(int stored, Integer expected) {
        assertThat(parse(new ExifBuilder().orientation(stored)).orientation()).isEqualTo(expected);
    }

    @Test
    void parse_textsOfCameras_areTextsThatPostgresCanStore() {
        byte[] latin = "Müller\0rest".getBytes(ISO_8859_1);
        byte[] controls = "A\u0001B\u0000".getBytes(UTF_8);
        ExifData exif = parse(new ExifBuilder()
                .bytes("main", 0x010f, 2, latin)
                .bytes("main", 0x0110, 2, controls)
                .lens("文字"));

        assertThat(exif.camera().make()).isEqualTo("Müller");
        assertThat(exif.camera().model()).isEqualTo("A B");
        assertThat(exif.camera().lens()).isEqualTo("文字");
    }

    @Test
    void parse_hugeTagValues_areCutAndBinaryIsLeftOut() {
        ExifBuilder builder = new ExifBuilder().bytes("photo", 0x927c, 7, new byte[2000]);
        for (int tag = 0; tag < 80; tag++) {
            builder.text("main", 0xc000 + tag, "x".repeat(600));
        }
        ExifData exif = parse(builder);

        assertThat(exif.raw()).isNotEmpty();
        assertThat(exif.raw().values()).allSatisfy(value -> assertThat(value).hasSizeLessThanOrEqualTo(500));
        int total = exif.raw().entrySet().stream()
                .mapToInt(e -> e.getKey().length() + e.getValue().length())
                .sum();
        assertThat(total).isLessThanOrEqualTo(16 * 1024);
    }

    @Test
    void parse_halfCharacters_areNeverWritten() {
        byte[] halfOfAPair = {(byte) 0xed, (byte) 0xa0, (byte) 0x80, 'x'};
        ExifData exif = parse(new ExifBuilder()
                .bytes("main", 0x010f, 2, halfOfAPair)
                .text("main", 0x0110, "x".repeat(499) + "\ud83d\ude00"));

        assertThat(exif.toMap().toString().codePoints().filter(c -> Character.getType(c) == Character.SURROGATE))
                .isEmpty();
        assertThat(exif.raw().get("Model")).hasSize(499);
        assertThat(exif.camera().model()).hasSize(499);
    }

    @Test
    void parse_headOfThePhoto_isEnough() {
        byte[] photo = TestPhotos.phoneExif().into(PLAIN);

        assertThat(ExifParser.parse(Arrays.copyOf(photo, 1000)).position().latitude())
                .isEqualTo(47.3663);
    }

    @Test
    void parse_blockInOtherContainers_isFound() {
        byte[] tiff = new ExifBuilder().position(47.5, 8.5).orientation(3).tiff();
        byte[] png = Bytes.png(Bytes.header(1, 1), Bytes.chunk("eXIf", tiff));
        byte[] webp = Bytes.littleEndian("RIFF", 0, "WEBPVP8X", 3, "abc\0EXIF", tiff.length, tiff);

        assertThat(List.of(tiff, png, webp, Bytes.heic(tiff, 0)))
                .extracting(ExifParser::parse)
                .allSatisfy(exif -> {
                    assertThat(exif.position().latitude()).isEqualTo(47.5);
                    assertThat(exif.orientation()).isEqualTo(3);
                });
    }

    @Test
    void parse_noExif_isEmptyWithoutErrors() {
        assertThat(ExifParser.parse(PLAIN)).isEqualTo(ExifData.empty(List.of()));
        assertThat(ExifParser.parse(new byte[0])).isEqualTo(ExifData.empty(List.of()));
    }

    @Test
    void parse_brokenBlock_keepsWhatCanBeReadAndSaysSo() {
        byte[] tiff = TestPhotos.phoneExif().tiff();
        byte[] half =
                ExifBuilder.insert(PLAIN, 0xe1, Bytes.bigEndian("Exif\0\0", Arrays.copyOf(tiff, tiff.length * 2 / 3)));

        ExifData exif = ExifParser.parse(half);

        assertThat(exif.camera().make()).isEqualTo("Fairphone");
        assertThat(exif.errors()).isNotEmpty();
    }

    private static ExifData parse(ExifBuilder builder) {
        return ExifParser.parse(builder.into(PLAIN));
    }
}
