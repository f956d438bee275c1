package org.pgfiles.image;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;

/** A JPEG of one or three components that libjpeg-turbo decodes. */
final class TurboJpegImage implements ImageFile {
    /** How much larger than wanted it decodes; less than for averaged pixels, because this way of shrinking blurs less. */
    private static final double MIN_OVERSIZE = 1.4;

    private final TurboJpeg library;
    private final JpegBytes jpeg;
    private final Memory bytes;
    private final Pointer handle;
    private final int width;
    private final int height;

    private TurboJpegImage(TurboJpeg library, JpegBytes jpeg) {
        byte[] file = jpeg.forDecoder();
        this.library = library;
        this.jpeg = jpeg;
        this.bytes = new Memory(file.length);
        this.bytes.write(0, file, 0, file.length);
        this.handle = library.tjInitDecompress();
        IntByReference w = new IntByReference();
        IntByReference h = new IntByReference();
        int result =
                library.tjDecompressHeader3(handle, bytes, size(), w, h, new IntByReference(), new IntByReference());
        this.width = result == 0 ? w.getValue() : 0;
        this.height = result == 0 ? h.getValue() : 0;
    }

    /** The image, or nothing if TurboJPEG does not take it: it knows fewer kinds of JPEG than the library below it. */
    static Optional<ImageFile> open(TurboJpeg library, JpegBytes jpeg) {
        TurboJpegImage image = new TurboJpegImage(library, jpeg);
        if (jpeg.components() != 4 && image.width > 0 && image.height > 0) {
            return Optional.of(image);
        }
        image.close();
        return Optional.empty();
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public void requireAtMost(long maxPixels) {
        PixelLimit.require(maxPixels, "image", width, height);
    }

    /** In eighths of the stored size: that many rows and columns of each block of 8 x 8 are computed. */
    @Override
    public DecodedImage decode(double scale, BooleanSupplier isStopped) {
        int eighths = (int) Math.max(1, Math.min(8, Math.ceil(8 * MIN_OVERSIZE * scale)));
        int w = (width * eighths + 7) / 8;
        int h = (height * eighths + 7) / 8;
        BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_3BYTE_BGR);
        byte[] data = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        try (Memory pixels = new Memory(data.length)) {
            // A warning is no reason to stop: it is about bytes that no program minds, or about the end of the file.
            if (library.tjDecompress2(handle, bytes, size(), pixels, w, 0, h, TurboJpeg.BGR, 0) != 0) {
                requireWarningOnly();
            }
            pixels.read(0, data, 0, data.length);
        }
        Stop.check(isStopped, 0);
        return new DecodedImage(image, ColourProfile.of(jpeg.profile(), jpeg.components() == 1));
    }

    private void requireWarningOnly() {
        if (library.tjGetErrorCode(handle) != TurboJpeg.WARNING) {
            throw damaged("the image data is damaged");
        }
        if (library.tjGetErrorStr2(handle).contains("remature end")) {
            throw damaged("the file ends before the image does");
        }
    }

    private NativeLong size() {
        return new NativeLong(bytes.size());
    }

    private static PgfilesException damaged(String detail) {
        return new PgfilesException(ErrorCode.DAMAGED_MEDIA, detail, "upload the image again");
    }

    @Override
    public @Nullable String warning() {
        return jpeg.warning();
    }

    @Override
    public void close() {
        library.tjDestroy(handle);
        bytes.close();
    }
}
