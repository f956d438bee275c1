package org.pgfiles.image;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.NativeLongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.function.BooleanSupplier;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.metadata.MediaType;

/** Reads and writes JPEG with libjpeg-turbo, which can skip the fine detail of a photo instead of averaging it away. */
final class TurboJpegBackend implements ImageBackend {
    private final TurboJpeg library;
    private final ImageBackend jdk = new JdkBackend();

    private TurboJpegBackend(TurboJpeg library) {
        this.library = library;
    }

    /** @throws UnsatisfiedLinkError if it is not installed */
    static ImageBackend load() {
        return new TurboJpegBackend(Native.load(TurboJpeg.FILE, TurboJpeg.class));
    }

    @Override
    public String version() {
        return TurboJpeg.FILE;
    }

    @Override
    public boolean canRead(MediaType type) {
        return type == MediaType.JPEG;
    }

    @Override
    public boolean canWrite(OutputFormat format) {
        return format == OutputFormat.JPEG;
    }

    @Override
    public ImageFile open(byte[] file, MediaType type, BooleanSupplier isStopped) {
        return TurboJpegImage.open(library, new JpegBytes(file)).orElseGet(() -> jdk.open(file, type, isStopped));
    }

    @Override
    public byte[] encode(BufferedImage image, OutputFormat format, int quality) {
        BufferedImage opaque = Encoder.samples(image, format);
        byte[] pixels = ((DataBufferByte) opaque.getRaster().getDataBuffer()).getData();
        Pointer handle = library.tjInitCompress();
        PointerByReference file = new PointerByReference();
        NativeLongByReference bytes = new NativeLongByReference();
        try {
            int result = library.tjCompress2(
                    handle,
                    pixels,
                    opaque.getWidth(),
                    0,
                    opaque.getHeight(),
                    TurboJpeg.BGR,
                    file,
                    bytes,
                    TurboJpeg.HALF_COLOURS,
                    quality,
                    TurboJpeg.PROGRESSIVE);
            if (result != 0) {
                throw new PgfilesException(ErrorCode.INTERNAL_ERROR, "a variant could not be encoded", "");
            }
            return file.getValue().getByteArray(0, bytes.getValue().intValue());
        } finally {
            library.tjFree(file.getValue());
            library.tjDestroy(handle);
        }
    }
}
