package org.pgfiles.image;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import net.coobird.thumbnailator.filters.Canvas;
import net.coobird.thumbnailator.geometry.Positions;
import net.coobird.thumbnailator.util.BufferedImages;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;

/** Writes variants: pixels and nothing else, no metadata of the original gets into them. */
final class Encoder {
    private Encoder() {}

    static byte[] encode(BufferedImage image, OutputFormat format, int quality) {
        ImageWriter writer =
                ImageIO.getImageWritersByMIMEType(format.type().type()).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            if (format == OutputFormat.JPEG) {
                settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
                settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                settings.setCompressionQuality(quality / 100f);
            }
            writer.setOutput(output);
            writer.write(null, new IIOImage(samples(image, format), null, null), settings);
        } catch (IOException e) {
            throw new PgfilesException(ErrorCode.INTERNAL_ERROR, "a variant could not be encoded", "", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** As the encoders want them: without transparency, or with colours that are not multiplied by it. */
    static BufferedImage samples(BufferedImage image, OutputFormat format) {
        if (!image.getColorModel().hasAlpha()) {
            return image;
        }
        if (format == OutputFormat.PNG) {
            return BufferedImages.copy(image, BufferedImage.TYPE_4BYTE_ABGR);
        }
        Canvas paper = new Canvas(image.getWidth(), image.getHeight(), Positions.CENTER, Color.WHITE);
        return BufferedImages.copy(paper.apply(image), BufferedImage.TYPE_3BYTE_BGR);
    }
}
