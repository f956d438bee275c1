package org.pgfiles.image;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.metadata.MediaType;

/** The decoders: the JDK's own, and a pure Java one for WebP. None of them loads a native library besides the JDK's. */
final class Readers {
    static {
        ImageIO.setUseCache(false); // No temporary files beside the database.
    }

    private Readers() {}

    /** Whether this type can be decoded here; HEIC and AVIF cannot. */
    static boolean exists(MediaType type) {
        return switch (type) {
            case JPEG, PNG, GIF, BMP, TIFF, WEBP -> true;
            case HEIC, HEIF, AVIF, PDF, TEXT, UNKNOWN -> false;
        };
    }

    static ImageReader forType(MediaType type) {
        if (type == MediaType.WEBP) {
            return new WebPImageReaderSpi().createReaderInstance(null);
        }
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(type.type());
        if (!readers.hasNext()) {
            throw new PgfilesException(ErrorCode.INTERNAL_ERROR, "the JDK has no decoder for " + type, "");
        }
        return readers.next();
    }
}
