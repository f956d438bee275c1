package org.pgfiles.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgfiles.media.Bytes;
import org.pgfiles.media.Clips;
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
        "isom, mp42, video/mp4",
        "'M4V ', isom, video/mp4",
        "3gp5, isom, video/mp4",
        "'M4A ', mp42, video/mp4",
        "'qt  ', 'qt  ', video/quicktime",
        "mp42, 'qt  ', video/mp4",
        "'crx ', isom, application/octet-stream"
    })
    void sniff_isoFile_isWhatItsBrandsSay(String major, String compatible, String type) {
        byte[] file = Bytes.bigEndian(20, "ftyp", major, 0, compatible, 0, "mdat");

        assertThat(TypeSniffer.sniff(file)).hasToString(type);
    }

    /** What ffmpeg writes for each ending. */
    @ParameterizedTest
    @CsvSource({
        "mp4, video/mp4",
        "mov, video/quicktime",
        "webm, video/webm",
        "mkv, video/matroska",
        "3gp, video/mp4",
        "m4a, video/mp4"
    })
    void sniff_film_isItsContainer(String ending, String type) {
        String codec = ending.equals("webm") ? "libopus" : "aac";
        byte[] film = Clips.make(ending, "-f lavfi -i sine=d=1:r=48000 -c:a " + codec);

        assertThat(TypeSniffer.sniff(film)).hasToString(type);
    }

    @Test
    void sniff_filmWithoutBrands_isQuickTime() {
        assertThat(TypeSniffer.sniff(Bytes.bigEndian(8, "wide", 900_000, "mdat")))
                .isEqualTo(MediaType.QUICKTIME);
        assertThat(TypeSniffer.sniff(Bytes.bigEndian(4_000, "moov", 108, "mvhd")))
                .isEqualTo(MediaType.QUICKTIME);
        assertThat(TypeSniffer.sniff(Bytes.bigEndian(24, "styp", "msdh", 0, "msdh", "msix")))
                .isEqualTo(MediaType.MP4);
    }

    @Test
    void sniff_textThatReadsLikeAFilm_isText() {
        assertThat(TypeSniffer.sniff("The wideness of it".getBytes(UTF_8))).isEqualTo(MediaType.TEXT);
        assertThat(TypeSniffer.sniff("#EXTM3U\nfile:///etc/passwd".getBytes(UTF_8)))
                .isEqualTo(MediaType.TEXT);
        assertThat(TypeSniffer.sniff("1234ftypmp42".getBytes(UTF_8))).isEqualTo(MediaType.UNKNOWN);
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
