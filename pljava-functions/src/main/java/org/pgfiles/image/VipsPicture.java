package org.pgfiles.image;

import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.NativeLongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;

/** A picture in libvips, which need not be computed yet. Closing it gives its memory back. */
final class VipsPicture implements AutoCloseable {
    private final Vips library;
    private final Pointer pointer;

    /** One of libvips' functions from a picture to a picture. */
    interface Step {
        int to(PointerByReference result);
    }

    /** One of libvips' functions from a picture to a file in memory. */
    interface Save {
        int to(Pointer picture, PointerByReference file, NativeLongByReference bytes);
    }

    private VipsPicture(Vips library, @Nullable Pointer pointer) {
        if (pointer == null) {
            throw damaged(library);
        }
        this.library = library;
        this.pointer = pointer;
    }

    /** The result of a function of libvips. */
    static VipsPicture after(Vips library, Step step) {
        PointerByReference result = new PointerByReference();
        return new VipsPicture(library, step.to(result) == 0 ? result.getValue() : null);
    }

    /** A file's picture, of which only the header is read. */
    static VipsPicture open(Vips library, Pointer file, NativeLong bytes) {
        return new VipsPicture(library, library.vips_image_new_from_buffer(file, bytes, ""));
    }

    /** A copy of pixels of ours. */
    static VipsPicture of(Vips library, BufferedImage image) {
        int bands = image.getColorModel().hasAlpha() ? 4 : 3;
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] samples = new byte[width * height * bands];
        int to = 0;
        for (int argb : image.getRGB(0, 0, width, height, null, 0, width)) {
            samples[to] = (byte) (argb >> 16);
            samples[to + 1] = (byte) (argb >> 8);
            samples[to + 2] = (byte) argb;
            if (bands == 4) {
                samples[to + 3] = (byte) (argb >> 24);
            }
            to += bands;
        }
        Pointer copy = library.vips_image_new_from_memory_copy(
                samples, new NativeLong(samples.length), width, height, bands, Vips.BYTES);
        try (VipsPicture unnamed = new VipsPicture(library, copy)) {
            return after(library, result -> library.vips_copy(unnamed.pointer, result, "interpretation", Vips.SRGB));
        }
    }

    Pointer pointer() {
        return pointer;
    }

    int width() {
        return library.vips_image_get_width(pointer);
    }

    int height() {
        return library.vips_image_get_height(pointer);
    }

    boolean hasProfile() {
        return library.vips_image_get_typeof(pointer, "icc-profile-data").longValue() != 0;
    }

    /** The pixels of an sRGB picture, in the layout of {@link RowSink#finish}. */
    BufferedImage pixels() {
        NativeLongByReference bytes = new NativeLongByReference();
        Pointer memory = library.vips_image_write_to_memory(pointer, bytes);
        if (memory == null) {
            throw damaged(library);
        }
        byte[] samples = memory.getByteArray(0, bytes.getValue().intValue());
        library.g_free(memory);
        boolean hasAlpha = library.vips_image_get_bands(pointer) == 4;
        BufferedImage image = new BufferedImage(
                width(), height(), hasAlpha ? BufferedImage.TYPE_4BYTE_ABGR_PRE : BufferedImage.TYPE_3BYTE_BGR);
        byte[] data = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int at = 0; at < data.length; ) {
            int alpha = hasAlpha ? samples[at + 3] & 0xff : -1;
            at = Normalizer.put(data, at, alpha, samples[at] & 0xff, samples[at + 1] & 0xff, samples[at + 2] & 0xff);
        }
        return image;
    }

    byte[] encode(Save save) {
        PointerByReference file = new PointerByReference();
        NativeLongByReference bytes = new NativeLongByReference();
        if (save.to(pointer, file, bytes) != 0) {
            library.vips_error_clear();
            throw new PgfilesException(ErrorCode.INTERNAL_ERROR, "a variant could not be encoded", "");
        }
        byte[] encoded = file.getValue().getByteArray(0, bytes.getValue().intValue());
        library.g_free(file.getValue());
        return encoded;
    }

    private static PgfilesException damaged(Vips library) {
        library.vips_error_clear(); // It would grow from file to file.
        return new PgfilesException(ErrorCode.DAMAGED_MEDIA, "the image data is damaged", "upload the image again");
    }

    @Override
    public void close() {
        library.g_object_unref(pointer);
    }
}
