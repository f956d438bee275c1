package org.pgfiles.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgfiles.child.Drawing;
import org.pgfiles.child.VideoPoster;
import org.pgfiles.media.Clips;

/** Films that ffmpeg has made are read by our own code, and the part that it takes is drawn by ffmpeg. */
class VideoTest {
    private static final String FILM = Clips.RED_AND_BLUE;
    private static final String SOUND = "-f lavfi -i sine=d=10";

    /** Codecs, containers, where the index is, and whether there is any. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "mp4 -c:v libx264",
                "mp4 -c:v libx264 -movflags +faststart",
                "mp4 -c:v libx264 -bf 3 -video_track_timescale 90000",
                "mp4 -c:v libx265 -x265-params log-level=none -tag:v hvc1",
                "mp4 -c:v mpeg4",
                "mp4 -c:v libx264 -movflags frag_keyframe+empty_moov",
                "mov -c:v libx264",
                "mov -c:v mjpeg -pix_fmt yuvj420p",
                "mov -c:v prores_ks",
                "webm -c:v libvpx -b:v 1M",
                "webm -c:v libvpx-vp9",
                "webm -c:v libvpx -b:v 1M -live 1",
                "mkv -c:v libx264",
                "mkv -c:v libx264 -g 25",
                "mkv -c:v mjpeg -pix_fmt yuvj420p",
            })
    void read_film_hasItsFactsAndAPictureThatIsNotTheFirst(String made) throws IOException {
        Video video = read(film(made));

        // What is sent while it is recorded has no length, as the recordings of browsers.
        if (made.contains("-live")) {
            assertThat(video.seconds()).isNull();
        } else if (!made.contains("empty_moov")) {
            assertThat(video.seconds()).isCloseTo(10, Offset.offset(0.1));
        }
        assertThat(video.width()).isEqualTo(64);
        assertThat(video.height()).isEqualTo(32);
        assertRedAndBlue(draw(video));
    }

    /** As most films have it: the picture needs no frame but its own. The first key frame is before a tenth, or soon after it. */
    @ParameterizedTest
    @ValueSource(ints = {20, 60})
    void read_filmWithKeyFrames_takesOneFrame(int distance) throws IOException {
        Video video = read(film("mp4 -c:v libx264 -g " + distance));

        assertThat(requireNonNull(video.clip()).skipSeconds()).isZero();
        assertRedAndBlue(draw(video));
    }

    @ParameterizedTest
    @CsvSource({"90, 32, 64", "180, 64, 32", "270, 32, 64"})
    void read_filmOfAPhone_isUpright(int degrees, int width, int height) throws IOException {
        byte[] turned = turned(Clips.mp4(), degrees);

        Video video = read(turned);

        assertThat(video.width()).isEqualTo(width);
        assertThat(video.height()).isEqualTo(height);
        BufferedImage picture = draw(video);
        assertThat(picture.getWidth()).isEqualTo(width);
        assertThat(picture.getHeight()).isEqualTo(height);
    }

    @Test
    void read_pixelsThatAreNotSquare_isAsWideAsItIsShown() throws IOException {
        for (String ending : List.of("mp4", "mkv")) {
            Video video = read(film(ending + " -c:v libx264 -aspect 4:1"));

            assertThat(video.width()).isEqualTo(128);
            assertThat(video.height()).isEqualTo(32);
            assertThat(draw(video).getWidth()).isEqualTo(128);
        }
    }

    @Test
    void read_largePicture_isDrawnSmaller() throws IOException {
        Video video =
                read(Clips.make("mp4", "-f lavfi -i color=red:s=7680x4320:r=25:d=0.2 -c:v libx264 -preset ultrafast"));

        assertThat(video.width()).isEqualTo(7680);
        BufferedImage picture = draw(video);
        assertThat(picture.getWidth()).isEqualTo(2048);
        assertThat(picture.getHeight()).isEqualTo(1152);
    }

    @Test
    void read_oneFrame_isDrawn() throws IOException {
        Video video = read(Clips.make("mp4", "-f lavfi -i color=red:s=64x32:r=25 -frames:v 1 -c:v libx264"));

        assertThat(video.seconds()).isCloseTo(0.04, Offset.offset(0.001));
        assertThat(new Color(draw(video).getRGB(32, 16)).getRed()).isGreaterThan(200);
    }

    @Test
    void read_framesOfVariousLengths_isDrawnFromTheRightOne() throws IOException {
        String cut = FILM.replace("concat ", "concat,select='lt(n,50)+not(mod(n,20))' ");
        Video video = read(Clips.make("mp4", cut + " -fps_mode vfr -c:v libx264"));

        assertThat(video.seconds()).isGreaterThan(9);
        assertRedAndBlue(draw(video));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4 -c:a aac", "mp4 -c:a libmp3lame", "mkv -c:a flac", "webm -c:a libopus"})
    void read_sound_hasALengthAndNoPicture(String made) {
        Video video = read(Clips.make(made.replaceAll(" .*", ""), SOUND + made.replaceAll("^\\w+", "")));

        assertThat(video.seconds()).isCloseTo(10, Offset.offset(0.1));
        assertThat(video.clip()).isNull();
        assertThat(video.problem()).isEqualTo("it has no moving picture");
    }

    /** It is the index and some frames, and of these no more than are needed. */
    @Test
    void read_largeFilm_readsLittle() {
        byte[] film = Clips.make(
                "mp4", "-f lavfi -i testsrc2=s=640x480:r=25:d=40 " + SOUND + " -c:v libx264 -preset ultrafast -g 50");
        List<long[]> reads = new ArrayList<>();
        FileSource all = FileSource.of(film);
        FileSource watched = new FileSource() {
            @Override
            public long size() {
                return all.size();
            }

            @Override
            public ByteBuffer read(long offset, int atLeast) {
                reads.add(new long[] {offset, atLeast});
                ByteBuffer bytes = all.read(offset, atLeast);
                return bytes.limit(Math.min(bytes.limit(), atLeast));
            }
        };

        Video video = Video.read(watched, MediaType.MP4);

        assertThat(video.clip()).isNotNull();
        assertThat(reads.stream().mapToLong(read -> read[1]).sum()).isLessThan(film.length / 10);
        assertThat(reads).hasSizeLessThan(8);
    }

    /** Wherever it is cut, and whatever byte is wrong: an answer, and no exception. */
    @ParameterizedTest
    @ValueSource(strings = {"mp4 -c:v libx264 -movflags +faststart", "mp4 -c:v libx264", "mkv -c:v libx264 -g 25"})
    void read_damagedFilm_saysSoOrHasAPart(String made) {
        byte[] film = film(made);
        Random random = new Random(1);
        for (int i = 0; i < 3_000; i++) {
            byte[] damaged = i % 2 == 0 ? Arrays.copyOf(film, random.nextInt(film.length)) : film.clone();
            for (int j = 0; i % 2 == 1 && j < 3; j++) {
                int at = random.nextInt(Math.min(film.length, 4_000));
                damaged[random.nextBoolean() ? at : film.length - 1 - at] = (byte) (random.nextBoolean() ? 255 : j);
            }

            Video video = Video.read(FileSource.of(damaged), TypeSniffer.sniff(film));

            assertThat(video.clip() == null).isEqualTo(!video.problem().isEmpty());
        }
    }

    @Test
    void read_filmThatEndsEarly_saysSo() {
        byte[] film = film("mp4 -c:v libx264 -movflags +faststart");

        assertThat(read(Arrays.copyOf(film, film.length / 2)).problem()).isEqualTo("it ends before the picture does");
        assertThat(read(Arrays.copyOf(film, 40)).problem()).startsWith("it has no index");
    }

    /** A table of equal sizes may tell of any number of frames. */
    @Test
    void read_boastfulIndex_takesNoTime() {
        byte[] film = Clips.mp4();
        int sizes = new String(film, ISO_8859_1).indexOf("stsz");
        long start = System.nanoTime();
        ByteBuffer.wrap(film).putInt(sizes + 8, 1).putInt(sizes + 12, 49_999_999);
        assertThat(read(film).seconds()).isNotNull();
        for (int frames : new int[] {Integer.MAX_VALUE, -1}) {
            ByteBuffer.wrap(film).putInt(sizes + 12, frames);
            assertThat(read(film).problem()).startsWith("it is damaged");
        }
        assertThat(System.nanoTime() - start).isLessThan(3_000_000_000L);
    }

    /** What is handed to ffmpeg has only the frames' coding of the file. */
    @Test
    void read_mp4_leavesEverythingElseBehind() {
        byte[] film = film("mp4 -c:v libx264 -metadata title=Holidays -metadata location=+52.5+013.4/");
        assertThat(new String(film, ISO_8859_1)).contains("Holidays");

        Video.Clip clip = requireNonNull(read(film).clip());

        assertThat(new String(clip.bytes(), ISO_8859_1))
                .contains("avc1")
                .doesNotContain("Holidays")
                .doesNotContain("52.5");
    }

    @Test
    void problem_smallVideo_isDrawn() {
        assertThat(VideoPoster.problem(SmallVideo.bytes())).isEmpty();
        assertThat(VideoPoster.problem(new byte[100])).startsWith("ffmpeg ended with status 1: ");
    }

    /** What it is, is told by our own code: ffmpeg guesses nothing, and no list of films is one. */
    @Test
    void draw_otherBytesThanSaid_isNotDrawn() {
        byte[] matroska = requireNonNull(read(film("mkv -c:v libx264")).clip()).bytes();
        byte[] list = "ffconcat version 1.0\nfile film.mp4\n".getBytes(ISO_8859_1);
        byte[] playlist = "#EXTM3U\n#EXTINF:9,\nfilm.mp4\n#EXT-X-ENDLIST\n".getBytes(ISO_8859_1);

        for (byte[] bytes : List.of(matroska, list, playlist)) {
            Drawing drawing = VideoPoster.draw(bytes, VideoPoster.Container.MOV, 0, () -> 20_000, () -> false);

            assertThat(drawing.verdict()).isEqualTo(Drawing.Verdict.NOT_DRAWN);
            assertThat(drawing.detail()).startsWith("ffmpeg ended with status 1");
        }
    }

    private static byte[] film(String made) {
        return Clips.make(made.replaceAll(" .*", ""), FILM + made.replaceAll("^\\w+", ""));
    }

    private static Video read(byte[] film) {
        return Video.read(FileSource.of(film), TypeSniffer.sniff(film));
    }

    private static byte[] turned(byte[] film, int degrees) {
        int track = new String(film, ISO_8859_1).indexOf("tkhd") + 4 + 40;
        int cos = (int) Math.round(Math.cos(Math.toRadians(degrees))) << 16;
        int sin = (int) Math.round(Math.sin(Math.toRadians(degrees))) << 16;
        ByteBuffer.wrap(film)
                .putInt(track, cos)
                .putInt(track + 4, sin)
                .putInt(track + 12, -sin)
                .putInt(track + 16, cos);
        return film;
    }

    private static BufferedImage draw(Video video) throws IOException {
        Video.Clip clip = requireNonNull(video.clip(), video.problem());
        boolean isMp4 = new String(clip.bytes(), 4, 4, ISO_8859_1).equals("ftyp");
        Drawing drawing = VideoPoster.draw(
                clip.bytes(),
                isMp4 ? VideoPoster.Container.MOV : VideoPoster.Container.MATROSKA,
                clip.skipSeconds(),
                () -> 20_000,
                () -> false);
        assertThat(drawing.detail()).isEmpty();
        return ImageIO.read(new ByteArrayInputStream(drawing.png()));
    }

    private static void assertRedAndBlue(BufferedImage picture) {
        Color left = new Color(picture.getRGB(picture.getWidth() / 4, 16));
        Color right = new Color(picture.getRGB(picture.getWidth() * 3 / 4, 16));
        assertThat(left.getRed() - left.getBlue()).as("%s", left).isGreaterThan(150);
        assertThat(right.getBlue() - right.getRed()).as("%s", right).isGreaterThan(150);
    }
}
