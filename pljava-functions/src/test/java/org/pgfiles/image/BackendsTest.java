package org.pgfiles.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pgfiles.media.TestPhotos;
import org.pgfiles.metadata.MediaType;

class BackendsTest {
    @Test
    void of_nameThatNobodyHas_isLeftOutAndSaysSo() {
        Backends backends = Backends.of("jpgturbo, jdk");

        assertThat(backends.statuses()).extracting(Backends.Status::name).containsExactly("jpgturbo", "jdk");
        assertThat(backends.statuses()).extracting(Backends.Status::isAvailable).containsExactly(false, true);
        assertThat(backends.statuses().get(0).detail()).isEqualTo("there is no such back end");
    }

    @Test
    void of_severalNames_asksThemInTheirOrderAndTheJdkLast() {
        assertThat(Backends.of("vips,turbojpeg, ,vips").statuses())
                .extracting(Backends.Status::name)
                .containsExactly("vips", "turbojpeg", "jdk");
    }

    @Test
    void canRead_jdkAlone_readsNoHeic() {
        assertThat(Backends.jdk().canRead(MediaType.HEIC)).isFalse();
        assertThat(Backends.jdk().canRead(MediaType.WEBP)).isTrue();
    }

    @Test
    void make_formatThatNobodyCanWrite_isJpegAndSaysSo() {
        byte[] photo = TestPhotos.phonePhoto(300, 200);
        VariantSpec webp = new VariantSpec(50, 50, Fit.COVER, OutputFormat.WEBP, 80);

        Thumbnails.Thumbnail variant = Thumbnails.make(
                        Backends.jdk(), photo, MediaType.JPEG, 6, 1_000_000, List.of(webp), () -> false)
                .thumbnails()
                .get(0);

        assertThat(variant.format()).isEqualTo(OutputFormat.JPEG);
        assertThat(variant.bytes()).startsWith(0xff, 0xd8, 0xff);
    }
}
