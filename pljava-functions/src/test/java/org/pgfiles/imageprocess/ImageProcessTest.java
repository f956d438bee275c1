package org.pgfiles.imageprocess;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.image.Backends;
import org.pgfiles.image.Fit;
import org.pgfiles.image.Focus;
import org.pgfiles.image.NativeLibrary;
import org.pgfiles.image.OutputFormat;
import org.pgfiles.image.Thumbnails.Result;
import org.pgfiles.image.Thumbnails.Thumbnail;
import org.pgfiles.image.VariantMaker;
import org.pgfiles.image.VariantSpec;
import org.pgfiles.image.Watermark;
import org.pgfiles.media.TestPhotos;
import org.pgfiles.metadata.MediaType;

/** Back ends in a process of their own do what they do here, and what ends them ends nothing else. */
class ImageProcessTest {
    private static final byte[] PHOTO = TestPhotos.phonePhoto(640, 480);
    private static final VariantSpec SMALL = new VariantSpec(150, 150, Fit.COVER, OutputFormat.JPEG, 80);

    private final VariantMaker apart = new ImageProcess("turbojpeg,vips");

    ImageProcessTest() {
        NativeLibrary.require("turbojpeg");
    }

    @AfterEach
    void end() {
        IdleProcesses.end();
    }

    @Test
    void make_allThatAVariantCanBe_isWhatItIsHere() {
        Watermark watermark = Watermark.of(png(), "top_left", 0.7, 0.4);
        List<VariantSpec> specs = List.of(
                SMALL,
                new VariantSpec(300, 100, Fit.CONTAIN, OutputFormat.PNG, 90, watermark, new Focus(0.2, 0.9)),
                new VariantSpec(90, 200, Fit.COVER, OutputFormat.JPEG, 70, watermark, new Focus(1, 0)),
                new VariantSpec(2000, 2000, Fit.INSIDE, OutputFormat.WEBP, 60));

        Result there = make(apart, PHOTO, specs);

        Result here = make(Backends.of("turbojpeg,vips"), PHOTO, specs);
        assertThat(there.width()).isEqualTo(here.width()).isEqualTo(480);
        assertThat(there.height()).isEqualTo(here.height());
        assertThat(there.warning()).isNull();
        assertThat(there.thumbnails()).hasSameSizeAs(here.thumbnails());
        for (int i = 0; i < specs.size(); i++) {
            Thumbnail one = there.thumbnails().get(i);
            Thumbnail other = here.thumbnails().get(i);
            assertThat(one.bytes()).as("variant %d", i).isEqualTo(other.bytes());
            assertThat(one.format()).isEqualTo(other.format());
            assertThat(List.of(one.index(), one.width(), one.height()))
                    .isEqualTo(List.of(other.index(), other.width(), other.height()));
        }
    }

    @Test
    void make_oddPhoto_bringsItsWarningAlong() {
        byte[] withoutEnd = Arrays.copyOf(PHOTO, PHOTO.length - 2);

        assertThat(make(apart, withoutEnd, List.of(SMALL)).warning())
                .isEqualTo(make(Backends.jdk(), withoutEnd, List.of(SMALL)).warning())
                .isNotNull();
    }

    @Test
    void make_whatTheyRefuse_isRefusedWithTheSameWords() {
        byte[] half = Arrays.copyOf(PHOTO, PHOTO.length / 2);

        assertThatThrownBy(() -> make(apart, half, List.of(SMALL)))
                .isInstanceOfSatisfying(PgfilesException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.DAMAGED_MEDIA);
                    assertThat(e.detail()).isEqualTo("the file ends before the image does");
                    assertThat(e.hint()).isEqualTo("upload the image again");
                });
        assertThatThrownBy(() -> apart.make(PHOTO, MediaType.JPEG, 6, 1000, List.of(SMALL), () -> 60_000, () -> false))
                .isInstanceOfSatisfying(
                        PgfilesException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));
    }

    @Test
    void make_manyPhotos_areOneProcess() {
        make(apart, PHOTO, List.of(SMALL));
        List<ProcessHandle> first = processes();

        for (int i = 0; i < 20; i++) {
            make(new ImageProcess("turbojpeg,vips"), PHOTO, List.of(SMALL));
        }

        assertThat(processes()).hasSize(1).isEqualTo(first);
    }

    /** Stopped first, so that it surely dies while it has this photo and no other. */
    @Test
    void make_processThatCrashesMeanwhile_costsThatPhotoNothingButTheLibrary() throws Exception {
        make(apart, PHOTO, List.of(SMALL));
        ProcessHandle process = processes().get(0);
        kill("-STOP", process);
        CompletableFuture<Result> victim = CompletableFuture.supplyAsync(() -> make(apart, PHOTO, List.of(SMALL)));
        Thread.sleep(300);
        Result neighbour = make(apart, PHOTO, List.of(SMALL)); // By another process, since this one is busy.
        kill("-SEGV", process);
        kill("-CONT", process);

        Result made = victim.get(30, TimeUnit.SECONDS);

        assertThat(made.thumbnails()).hasSize(1);
        assertThat(made.warning())
                .matches("the JDK had to do it, because the process of turbojpeg,vips was ended by signal (6|11)");
        assertThat(neighbour.warning()).as("beside it").isNull();
        assertThat(make(apart, PHOTO, List.of(SMALL)).warning())
                .as("the next one")
                .isNull();
    }

    @Test
    void make_processThatHangs_hasHalfOfTheTime() throws Exception {
        make(apart, PHOTO, List.of(SMALL));
        ProcessHandle process = processes().get(0);
        kill("-STOP", process);

        long start = System.nanoTime();
        Result made = apart.make(
                PHOTO,
                MediaType.JPEG,
                6,
                1_000_000,
                List.of(SMALL),
                () -> 6_000,
                () -> System.nanoTime() - start > 5_500_000_000L);

        assertThat(made.thumbnails()).hasSize(1);
        assertThat(made.warning()).endsWith("took too long");
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void make_heicWhoseProcessCrashes_isKeptWithTheReason() throws Exception {
        NativeLibrary.require("vips");
        byte[] heic;
        try (InputStream in = requireNonNull(TestPhotos.class.getResourceAsStream("turned.heic"))) {
            heic = in.readAllBytes();
        }
        assertThat(apart.canRead(MediaType.HEIC)).isTrue();
        make(apart, PHOTO, List.of(SMALL));
        kill("-STOP", processes().get(0));

        assertThatThrownBy(
                        () -> apart.make(heic, MediaType.HEIC, 1, 1_000_000, List.of(SMALL), () -> 1_000, () -> false))
                .isInstanceOfSatisfying(PgfilesException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_MEDIA);
                    assertThat(e.detail()).endsWith("took too long");
                });
    }

    @Test
    void probe_namesOfAllKinds_saysWhatIsThereAndLeavesNoProcess() throws Exception {
        ImageProcess.State state = ImageProcess.probe("turbojpeg, nonsense");

        assertThat(state.problem()).isEmpty();
        assertThat(state.backends())
                .isEqualTo(Backends.of("turbojpeg, nonsense").statuses());
        for (int i = 0; i < 100 && !processes().isEmpty(); i++) {
            Thread.sleep(50);
        }
        assertThat(processes()).isEmpty();
    }

    @Test
    void make_withoutJava_isTheJdks() {
        String home = System.getProperty("java.home");
        System.setProperty("java.home", "/no/such/jdk");
        try {
            assertThat(ImageProcess.probe("turbojpeg").problem()).isEqualTo("there is no /no/such/jdk/bin/java");
            Result made = make(new ImageProcess("turbojpeg"), PHOTO, List.of(SMALL));
            assertThat(made.thumbnails()).hasSize(1);
            assertThat(made.warning()).isNull();
            assertThat(new ImageProcess("jdk,vips").canRead(MediaType.HEIC)).isFalse();
        } finally {
            System.setProperty("java.home", home);
        }
    }

    private static Result make(VariantMaker maker, byte[] photo, List<VariantSpec> specs) {
        return maker.make(photo, MediaType.JPEG, 6, 1_000_000, specs, () -> 60_000, () -> false);
    }

    private static byte[] png() {
        return make(Backends.jdk(), PHOTO, List.of(new VariantSpec(40, 20, Fit.COVER, OutputFormat.PNG, 90)))
                .thumbnails()
                .get(0)
                .bytes();
    }

    private static List<ProcessHandle> processes() {
        return ProcessHandle.current().children().toList();
    }

    private static void kill(String signal, ProcessHandle process) throws IOException, InterruptedException {
        new ProcessBuilder("/bin/kill", signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }
}
