package org.pgfiles.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.pgfiles.http.Previews.assertReady;
import static org.pgfiles.http.Previews.id;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pgfiles.http.client.SignedRequest;
import org.pgfiles.http.client.UploadRequest;

/** One frame of a film as a thumbnail, which a worker has ffmpeg draw only if it is told to. The films are made by ffmpeg. */
@Promise(
        "a video gets a poster, its length and its size where there is a video back end, and is ready with the reason where it cannot")
@ExtendWith(WorldExtension.class)
class VideoPreviewTest {
    /** Ten seconds: half a second of black, then red on the left and blue on the right. */
    private static final String FILM =
            "-f lavfi -i color=black:s=64x32:r=25:d=0.5 -f lavfi -i color=red:s=32x32:r=25:d=9.5"
                    + " -f lavfi -i color=blue:s=32x32:r=25:d=9.5 -filter_complex [1][2]hstack[c];[0][c]concat -pix_fmt yuv420p";

    private final World world;

    private final Previews previews;

    private final Path folder;

    VideoPreviewTest(World world, @TempDir Path folder) {
        this.world = world;
        this.previews = new Previews(world, "video_backend", "ffmpeg");
        this.folder = folder;
        ObjectNode takesVideos = RoutedBucket.changes();
        takesVideos.putArray("allowed_types").add("video/*");
        RoutedBucket.forAcme(world, takesVideos);
    }

    @ParameterizedTest
    @CsvSource({
        "mp4, video/mp4, -c:v libx264",
        "mp4, video/mp4, -c:v libx264 -movflags +faststart",
        "mov, video/quicktime, -c:v libx264",
        "webm, video/webm, -c:v libvpx-vp9",
        "mkv, video/matroska, -c:v libx264"
    })
    void process_video_hasAPosterThatIsNotItsFirstFrame(String ending, String type, String codec) throws Exception {
        byte[] film = film(ending, FILM + " " + codec);
        previews.switchOn();
        try {
            JsonNode file = process("holidays." + ending, type, film);

            assertReady(file, "");
            JsonNode row = world.alice().file(id(file), ",thumbnail_large_url");
            assertThat(row.path("width").asInt()).isEqualTo(64);
            assertThat(row.path("height").asInt()).isEqualTo(32);
            assertThat(row.path("duration").asDouble()).isCloseTo(10, Offset.offset(0.1));
            assertThat(row.path("placeholder").asText()).isNotEmpty();
            BufferedImage thumbnail = TestPhoto.decoded(
                    SignedRequest.get(row.path("thumbnail_large_url").asText()).body());
            Color left = new Color(thumbnail.getRGB(1, thumbnail.getHeight() / 2));
            Color right = new Color(thumbnail.getRGB(thumbnail.getWidth() - 2, thumbnail.getHeight() / 2));
            assertThat(left.getRed() - left.getBlue()).as("%s", left).isGreaterThan(150);
            assertThat(right.getBlue() - right.getRed()).as("%s", right).isGreaterThan(150);
        } finally {
            previews.switchOff();
        }
    }

    @Test
    void process_videoWithoutABackend_isReadyAndGetsItsPosterLater() throws Exception {
        JsonNode early = process("early.mp4", "video/mp4", film("mp4", FILM + " -c:v libx264"));
        assertReady(early, "");
        assertThat(early.path("variants").isNull()).isTrue();

        previews.switchOn();
        try {
            world.database().execute("select pgfiles.make_missing_variants()");

            assertThat(world.awaitVariant(id(early), "thumbnail_large").has("thumbnail_small"))
                    .isTrue();
            assertThat(world.alice().file(id(early), "").path("duration").asDouble())
                    .isCloseTo(10, Offset.offset(0.1));
        } finally {
            previews.switchOff();
        }
    }

    @Test
    void process_soundInPlaceOfAVideo_isReadyWithTheReason() throws Exception {
        previews.switchOn();
        try {
            byte[] sound = film("mp4", "-f lavfi -i sine=d=3 -c:a aac");
            JsonNode file = process("song.mp4", "video/mp4", sound);

            assertReady(file, "no_preview");
            assertThat(file.path("status_detail").asText()).isEqualTo("it has no moving picture");
            String url = world.alice()
                    .file(id(file), ",download_url")
                    .path("download_url")
                    .asText();
            assertThat(SignedRequest.get(url).body()).isEqualTo(sound);
        } finally {
            previews.switchOff();
        }
    }

    @Test
    void process_playlistInPlaceOfAVideo_isRejected() {
        previews.switchOn();
        try {
            JsonNode file = process(
                    "film.mp4",
                    "video/mp4",
                    "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n".getBytes(UTF_8));

            assertThat(file.path("status").asText()).as(file.toString()).isEqualTo("rejected");
            assertThat(file.path("status_reason").asText()).isEqualTo("type_mismatch");
        } finally {
            previews.switchOff();
        }
    }

    private byte[] film(String ending, String options) throws IOException, InterruptedException {
        Path file = folder.resolve("film." + ending);
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin", "-y"));
        command.addAll(List.of(options.split(" ")));
        command.add(file.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String words = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(words).isZero();
        return Files.readAllBytes(file);
    }

    private JsonNode process(String name, String type, byte[] film) {
        return world.process(
                world.alice(),
                UploadRequest.jpeg(world.newSite(), film.length)
                        .with("file_name", name)
                        .with("file_type", type),
                film);
    }
}
