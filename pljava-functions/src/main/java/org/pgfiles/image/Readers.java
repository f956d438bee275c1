package org.pgfiles.image;

import com.twelvemonkeys.imageio.plugins.tiff.BigTIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.metadata.MediaType;

/** The decoders: the JDK's own, and pure Java ones for WebP and TIFF. None of them loads a native library besides the JDK's. */
final class Readers {
    static {
        ImageIO.setUseCache(false); // No temporary files beside the database.
    }

    private Readers() {}

    /** Whether this type can be decoded here; HEIC and AVIF cannot. */
    static boolean exists(MediaType type) {
        return switch (type) {
            case JPEG, PNG, GIF, BMP, TIFF, WEBP -> true;
            case HEIC, HEIF, AVIF, PDF, MP4, QUICKTIME, WEBM, MATROSKA, TEXT, UNKNOWN -> false;
        };
    }

    static ImageReader forType(MediaType type, byte[] file) {
        if (type == MediaType.WEBP) {
            return new WebPImageReaderSpi().createReaderInstance(null);
        }
        if (type == MediaType.TIFF) {
            return forTiff(file);
        }
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(type.type());
        if (!readers.hasNext()) {
            throw new PgfilesException(ErrorCode.INTERNAL_ERROR, "the JDK has no decoder for " + type, "");
        }
        return readers.next();
    }

    private static ImageReader jdks() {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(MediaType.TIFF.type());
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
                return reader;
            }
        }
        throw new PgfilesException(ErrorCode.INTERNAL_ERROR, "the JDK has no decoder for TIFF", "");
    }

    /** The JDK's only for colours that are multiplied by their alpha, which the other one takes for plain ones. */
    private static ImageReader forTiff(byte[] file) {
        if (TiffTag.number(file, TiffTag.EXTRA_SAMPLES) == 1) {
            return jdks();
        }
        try {
            boolean isBig = file[2] == 43 || file[3] == 43;
            return (isBig ? new BigTIFFImageReaderSpi() : new TIFFImageReaderSpi()).createReaderInstance(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // It reads nothing.
        }
    }
}
