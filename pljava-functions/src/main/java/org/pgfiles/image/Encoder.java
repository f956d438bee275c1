package org.pgfiles.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;

/** Writes variants: pixels and nothing else, no metadata of the original gets into them. */
final class Encoder {
    private Encoder() {}

    static byte[] encode(Pixels pixels, OutputFormat format, int quality) {
        ImageWriter writer = ImageIO.getImageWritersByMIMEType(format.type()).next();
        Pixels paper = format == OutputFormat.JPEG ? pixels.onWhite() : pixels;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            if (format == OutputFormat.JPEG) {
                settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
                settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                settings.setCompressionQuality(quality / 100f);
            }
            writer.setOutput(output);
            writer.write(null, new IIOImage(paper.toImage(), null, null), settings);
        } catch (IOException e) {
            throw new PgfilesException(ErrorCode.INTERNAL_ERROR, "a variant could not be encoded", "", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
