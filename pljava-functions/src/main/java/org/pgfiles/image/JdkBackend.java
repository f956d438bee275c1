package org.pgfiles.image;

import java.awt.image.BufferedImage;
import java.util.function.BooleanSupplier;
import org.pgfiles.metadata.MediaType;

/** Java's Image I/O, and a pure Java decoder for WebP. Needs nothing besides the JDK, so it is always there. */
final class JdkBackend implements ImageBackend {
    @Override
    public String version() {
        return "JDK " + Runtime.version().feature();
    }

    @Override
    public boolean canRead(MediaType type) {
        return Readers.exists(type);
    }

    @Override
    public boolean canWrite(OutputFormat format) {
        return format == OutputFormat.JPEG || format == OutputFormat.PNG;
    }

    @Override
    public ImageFile open(byte[] file, MediaType type, BooleanSupplier isStopped) {
        return JdkImage.open(file, type, isStopped);
    }

    @Override
    public byte[] encode(BufferedImage image, OutputFormat format, int quality) {
        return Encoder.encode(image, format, quality);
    }
}
