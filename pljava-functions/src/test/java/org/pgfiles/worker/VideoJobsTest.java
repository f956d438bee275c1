package org.pgfiles.worker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgfiles.media.Clips;
import org.pgfiles.media.LocalS3;

/** Films in a worker's batch, of which ffmpeg draws a frame. */
class VideoJobsTest {
    private static final String KEY = "org/v/original.mp4";

    private static LocalS3 s3;

    @BeforeAll
    static void start() {
        s3 = LocalS3.start();
    }

    @AfterAll
    static void stop() {
        s3.close();
    }

    @Test
    void processFile_video_hasTheVariantsOfAPhotoAndALength() throws IOException {
        s3.put(KEY, Clips.mp4());

        Map<String, Object> result = process("video/mp4");

        assertThat(result)
                .containsEntry("outcome", "ready")
                .containsEntry("reason", null)
                .containsEntry("detail", "")
                .containsEntry("file_type", "video/mp4")
                .containsEntry("width", 64)
                .containsEntry("height", 32)
                .containsKey("thumbhash")
                .doesNotContainKey("perceptual_hash");
        assertThat(result.get("duration"))
                .asInstanceOf(InstanceOfAssertFactories.DOUBLE)
                .isCloseTo(10, Offset.offset(0.1));
        assertThat(variants(result)).containsExactly("thumbnail_small", "thumbnail_medium", "thumbnail_large");
        BufferedImage large = ImageIO.read(new ByteArrayInputStream(s3.bytes("org/v/thumbnail_large.jpg")));
        Color left = new Color(large.getRGB(0, large.getHeight() / 2));
        assertThat(left.getRed() - left.getBlue()).as("%s", left).isGreaterThan(150);
    }

    @Test
    void processFile_videoLargerThanItsPoster_hasItsOwnSize() {
        s3.put(KEY, Clips.make("mp4", "-f lavfi -i color=red:s=4096x2160:d=0.2 -c:v libx264 -preset ultrafast"));

        assertThat(process("video/mp4")).containsEntry("width", 4096).containsEntry("height", 2160);
    }

    @Test
    void processFile_videoWithoutTheSetting_isLeftAlone() {
        s3.put(KEY, Clips.mp4());

        for (Jobs jobs : List.of(new Jobs(s3.endpoint()), jobs().with("video_backend", ""))) {
            Map<String, Object> result = jobs.process(KEY, "video/mp4").runOne();

            assertThat(result)
                    .containsEntry("outcome", "ready")
                    .containsEntry("reason", null)
                    .doesNotContainKeys("duration", "width");
            assertThat(variants(result)).isEmpty();
        }
    }

    /** What a hostile list would have ffmpeg open never gets there: it is no video by its bytes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
                "ffconcat version 1.0\nfile /etc/passwd\n",
                "1234ftypmp42 and more, all of it text"
            })
    void processFile_listInPlaceOfAVideo_isRejected(String list) {
        s3.put(KEY, list.getBytes(UTF_8));

        assertThat(process("video/mp4"))
                .containsEntry("outcome", "rejected")
                .containsEntry("reason", "type_mismatch")
                .doesNotContainKey("duration");
        assertThat(jobs().process(KEY, "video/mp4", "is_type_guessed", true).runOne())
                .containsEntry("outcome", "ready")
                .doesNotContainKey("duration");
    }

    /** A film may well name another file; it is not opened, whatever is in it. */
    @Test
    void processFile_videoThatNamesAnotherFile_isReadyWithoutIt() {
        byte[] film = Clips.make("mov", Clips.RED_AND_BLUE + " -c:v libx264");
        String text = new String(film, ISO_8859_1);
        byte[] elsewhere = text.replaceFirst("url \0\0\0\1", "url \0\0\0\0").getBytes(ISO_8859_1);
        assertThat(elsewhere).isNotEqualTo(film);
        s3.put(KEY, elsewhere);

        assertThat(process("video/quicktime")).containsEntry("outcome", "ready");
    }

    @Test
    void processFile_sound_isReadyWithItsLength() {
        s3.put(KEY, Clips.make("mp4", "-f lavfi -i sine=d=3 -c:a aac"));

        Map<String, Object> asSound = process("audio/mp4");
        Map<String, Object> asVideo = process("video/mp4");

        assertThat(asSound)
                .containsEntry("outcome", "ready")
                .containsEntry("reason", null)
                .containsEntry("file_type", "audio/mp4");
        assertThat(asSound.get("duration")).isNotNull();
        assertThat(asVideo)
                .containsEntry("outcome", "ready")
                .containsEntry("reason", "no_preview")
                .containsEntry("detail", "it has no moving picture");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.5, 0.99})
    void processFile_damagedVideo_isReadyAndSaysSo(double part) {
        byte[] film = Clips.mp4();
        s3.put(KEY, Arrays.copyOf(film, (int) (film.length * part)));

        Map<String, Object> result = process("video/mp4");

        assertThat(result).containsEntry("outcome", "ready").containsEntry("reason", "no_preview");
        assertThat(String.valueOf(result.get("detail"))).isNotEmpty();
    }

    /** The index is in order, and no frame is. */
    @Test
    void processFile_videoWithoutOneGoodFrame_isReadyAndSaysSo() {
        byte[] film = Clips.make("mp4", Clips.RED_AND_BLUE + " -c:v libx264 -movflags +faststart");
        Arrays.fill(film, new String(film, ISO_8859_1).indexOf("mdat") + 4, film.length, (byte) 0);
        s3.put(KEY, film);

        Map<String, Object> result = process("video/mp4");

        assertThat(result).containsEntry("outcome", "ready").containsEntry("reason", "no_preview");
        assertThat(String.valueOf(result.get("detail"))).doesNotContain("@ 0x").isNotEmpty();
    }

    @Test
    void makeVariants_largeVideo_isReadInParts() {
        String key = "org/large/original.mp4";
        s3.put(
                key,
                Clips.make(
                        "mp4",
                        "-f lavfi -i testsrc2=s=1280x720:r=25:d=20 -c:v libx264 -preset ultrafast -qp 10 -g 25"));

        Map<String, Object> result = jobs().add("make_variants", key).runOne();

        assertThat(variants(result)).hasSize(3);
        assertThat(result.get("duration")).isEqualTo(20.0);
        List<String> reads = s3.reads(key);
        assertThat(reads.get(0)).as("given up after the first bytes").isEqualTo("all");
        assertThat(reads.subList(1, reads.size())).isNotEmpty().doesNotContain("all");
    }

    @Test
    void makeVariants_soundOnly_saysSo() {
        s3.put(KEY, Clips.make("mp4", "-f lavfi -i sine=d=3 -c:a aac"));

        assertThat(jobs().add("make_variants", KEY).runOne())
                .containsEntry("outcome", "ready")
                .containsEntry("reason", "no_preview");
    }

    /** Each takes a part of the heap, and none waits for another's for ever. */
    @Test
    void processFile_manyVideosAtOnce_areAllReady() {
        s3.put(KEY, Clips.mp4());
        Jobs jobs = jobs().with("threads", 8);
        for (int i = 0; i < 16; i++) {
            jobs.process(KEY, "video/mp4");
        }

        assertThat(jobs.run())
                .allSatisfy(result ->
                        assertThat(result).containsEntry("outcome", "ready").containsEntry("reason", null));
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    private static Map<String, Object> process(String declaredType) {
        return jobs().process(KEY, declaredType).runOne();
    }

    private static List<Object> variants(Map<String, Object> result) {
        return Jobs.objects(result, "variants").stream()
                .map(variant -> requireNonNull(variant.get("name")))
                .toList();
    }

    private static Jobs jobs() {
        return new Jobs(s3.endpoint()).with("video_backend", "ffmpeg");
    }
}
