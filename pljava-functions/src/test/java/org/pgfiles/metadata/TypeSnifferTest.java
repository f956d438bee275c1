package org.pgfiles.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgfiles.media.Bytes;
import org.pgfiles.media.TestPhotos;

class TypeSnifferTest {
    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "gif", "bmp", "tiff"})
    void sniff_imageOfTheJdk_isItsType(String format) {
        byte[] file = TestPhotos.encode(TestPhotos.quarters(8, 8, BufferedImage.TYPE_3BYTE_BGR), format);

        assertThat(TypeSniffer.sniff(file)).hasToString("image/" + format);
    }

    @ParameterizedTest
    @CsvSource({
        "heic, mif1, image/heic",
        "mif1, heic, image/heic",
        "mif1, miaf, image/heif",
        "avif, mif1, image/avif",
        "mif1, avif, image/avif",
        "isom, mp42, application/octet-stream"
    })
    void sniff_isoFile_isWhatItsBrandsSay(String major, String compatible, String type) {
        byte[] file = Bytes.bigEndian(20, "ftyp", major, 0, compatible, 0, "mdat");

        assertThat(TypeSniffer.sniff(file)).hasToString(type);
    }

    @Test
    void sniff_otherFiles_isTheirTypeOrUnknown() {
        assertThat(TypeSniffer.sniff(Bytes.webpQuarters(4, 4))).isEqualTo(MediaType.WEBP);
        assertThat(TypeSniffer.sniff("%PDF-1.7\n".getBytes(UTF_8))).isEqualTo(MediaType.PDF);
        assertThat(TypeSniffer.sniff("<svg xmlns=''/>".getBytes(UTF_8))).isEqualTo(MediaType.TEXT);
        assertThat(TypeSniffer.sniff("BMX riders, Zürich".getBytes(UTF_8))).isEqualTo(MediaType.TEXT);
        assertThat(TypeSniffer.sniff(Bytes.bigEndian("PK", 0x03040000))).isEqualTo(MediaType.UNKNOWN);
        assertThat(TypeSniffer.sniff(new byte[0])).isEqualTo(MediaType.UNKNOWN);
    }
}
