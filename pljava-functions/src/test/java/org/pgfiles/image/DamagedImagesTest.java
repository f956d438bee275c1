package org.pgfiles.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.media.Bytes;
import org.pgfiles.media.TestPhotos;
import org.pgfiles.metadata.TypeSniffer;

/** Bytes changed at random: a picture or one of our errors comes out, and nothing else. */
@ParameterizedClass
@ValueSource(strings = {"jdk", "turbojpeg", "vips"})
class DamagedImagesTest {
    private static final List<VariantSpec> SPECS = List.of(new VariantSpec(20, 20, Fit.COVER, OutputFormat.JPEG, 75));

    private final Backends backends;

    DamagedImagesTest(String name) {
        backends = NativeLibrary.require(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "gif", "bmp", "tiff", "webp"})
    void make_randomDamage_isAPictureOrAnErrorOfOurs(String format) {
        byte[] good = format.equals("webp")
                ? Bytes.webpQuarters(64, 48)
                : TestPhotos.encode(TestPhotos.quarters(64, 48, BufferedImage.TYPE_3BYTE_BGR), format);
        Random random = new Random(7);
        Set<ErrorCode> codes = new LinkedHashSet<>();
        for (int i = 0; i < 2000; i++) {
            try {
                Thumbnails.make(
                        backends, damaged(good, random), TypeSniffer.sniff(good), 1, 1_000_000, SPECS, () -> false);
            } catch (PgfilesException e) {
                codes.add(e.code());
            }
        }

        assertThat(codes).isSubsetOf(ErrorCode.DAMAGED_MEDIA, ErrorCode.TOO_LARGE, ErrorCode.UNSUPPORTED_MEDIA);
        assertThat(codes).contains(ErrorCode.DAMAGED_MEDIA);
    }

    private static byte[] damaged(byte[] good, Random random) {
        byte[] bad = random.nextInt(5) == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
        for (int n = random.nextInt(5); n >= 0 && bad.length > 4; n--) {
            // Headers are where it hurts most.
            int range = random.nextBoolean() ? Math.min(bad.length, 120) : bad.length;
            bad[4 + random.nextInt(range - 4)] = (byte) random.nextInt(256);
        }
        return bad;
    }
}
