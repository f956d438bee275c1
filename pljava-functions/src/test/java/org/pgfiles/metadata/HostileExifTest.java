package org.pgfiles.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pgfiles.media.Bytes;
import org.pgfiles.media.ExifBuilder;
import org.pgfiles.media.TestPhotos;

/** EXIF blocks made to keep a parser busy. Each ends with a result; none with an exception, an overflow or a full heap. */
class HostileExifTest {
    @Test
    void parse_directoryThatFollowsItself_ends() {
        assertThat(ExifParser.parse(Bytes.tiff(8, new byte[0], 0x0112, 3, 1, 6)).orientation())
                .isEqualTo(6);
    }

    @Test
    void parse_directoryThatIsItsOwnSubdirectory_ends() {
        assertThat(ExifParser.parse(Bytes.tiff(0, new byte[0], 0x8769, 4, 1, 8, 0x0112, 3, 1, 6)))
                .isNotNull();
    }

    @Test
    void parse_chainOfManyThousandDirectories_ends() {
        int count = 60_000;
        ByteBuffer tiff = ByteBuffer.allocate(8 + count * 18);
        tiff.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(8);
        for (int i = 0; i < count; i++) {
            tiff.putShort((short) 1)
                    .putShort((short) 0x0112)
                    .putShort((short) 3)
                    .putInt(1);
            tiff.putShort((short) 6).putShort((short) 0).putInt(8 + (i + 1) % count * 18);
        }

        assertThat(ExifParser.parse(tiff.array()).orientation()).isEqualTo(6);
    }

    @Test
    void parse_thousandsOfValuesThatOverlap_isCutShortWithAnError() {
        int entries = 5000;
        int[] fields = new int[entries * 4];
        for (int i = 0; i < entries; i++) {
            fields[i * 4] = 0x4000 + i;
            fields[i * 4 + 1] = 3;
            fields[i * 4 + 2] = 30_000;
            fields[i * 4 + 3] = 0;
        }
        ExifData exif = ExifParser.parse(Bytes.tiff(0, new byte[4], fields));

        assertThat(exif.errors()).anySatisfy(error -> assertThat(error).contains("more than 2000000 bytes"));
    }

    @Test
    void parse_countsOfFourThousandMillion_isAnError() {
        ExifData exif = ExifParser.parse(Bytes.tiff(0, new byte[0], 0x010f, 2, -1, 8, 0x0112, 3, 1, 6));

        assertThat(exif.errors()).isNotEmpty();
    }

    @Test
    void parse_randomDamage_alwaysEnds() {
        byte[] good = TestPhotos.phoneExif().orientation(6).tiff();
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(8) == 0 ? random.nextInt(good.length) : good.length);
            for (int n = random.nextInt(6); n >= 0 && bad.length > 8; n--) {
                bad[8 + random.nextInt(bad.length - 8)] = (byte) random.nextInt(256);
            }
            ExifData exif = ExifParser.parse(bad);
            assertThat(exif.errors()).hasSizeLessThanOrEqualTo(20);
            assertThat(exif.raw().toString()).doesNotContain("\u0000");
            if (exif.position().latitude() != null) {
                assertThat(exif.position().latitude()).isBetween(-90.0, 90.0);
            }
        }
    }

    @Test
    void parse_segmentsWithoutEnd_ends() {
        byte[] jpeg = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xd9};
        for (int i = 0; i < 8; i++) {
            jpeg = ExifBuilder.insert(jpeg, 0xe1, new byte[60_000]);
        }
        byte[] wrongLength = jpeg.clone();
        wrongLength[4] = 0;
        wrongLength[5] = 0;

        assertThat(ExifParser.parse(jpeg).raw()).isEmpty();
        assertThat(ExifParser.parse(wrongLength).raw()).isEmpty();
    }
}
