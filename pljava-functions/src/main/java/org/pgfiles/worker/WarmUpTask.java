package org.pgfiles.worker;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.pgfiles.PgfilesException;
import org.pgfiles.image.Fit;
import org.pgfiles.image.OutputFormat;
import org.pgfiles.image.PerceptualHash;
import org.pgfiles.image.ThumbHash;
import org.pgfiles.image.Thumbnails;
import org.pgfiles.image.VariantSpec;
import org.pgfiles.metadata.ExifParser;
import org.pgfiles.metadata.MediaType;

/**
 * Walks the way of a photo once, with a few grey pixels and an object that is not there, so that the classes are loaded and
 * the connection is made before the first photo comes: in a cold JVM it would wait seconds for that.
 */
final class WarmUpTask {
    private static final String NO_KEY = "pgfiles-warm-up";

    private WarmUpTask() {}

    static void run(Job.WarmUp job, Workbench bench) {
        byte[] photo = photo();
        ExifParser.parse(photo);
        VariantSpec spec = new VariantSpec(16, 16, Fit.COVER, OutputFormat.JPEG, 80);
        List<VariantSpec> specs = List.of(spec, PerceptualHash.SOURCE);
        Thumbnails.Result result = bench.variantMaker()
                .make(photo, MediaType.JPEG, 6, 10_000, specs, bench.remainingMs(), bench.isStopped());
        BufferedImage picture =
                PerceptualHash.picture(result.thumbnails().get(1).bytes());
        PerceptualHash.of(picture);
        ThumbHash.of(picture);
        try {
            bench.store(job.bucket()).get(NO_KEY, 1);
        } catch (PgfilesException e) {
            // That there is no such object, or no store yet, is as good.
        }
    }

    private static byte[] photo() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "jpeg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
