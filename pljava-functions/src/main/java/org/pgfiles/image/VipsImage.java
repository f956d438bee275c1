package org.pgfiles.image;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import java.util.function.BooleanSupplier;

/** An image file that libvips decodes; of an animation the first frame. */
final class VipsImage implements ImageFile {
    private final Vips library;
    private final Memory file;
    private final int width;
    private final int height;

    private VipsImage(Vips library, Memory file) {
        this.library = library;
        this.file = file;
        try (VipsPicture header = VipsPicture.open(library, file, size())) {
            this.width = header.width();
            this.height = header.height();
        }
    }

    static VipsImage open(Vips library, byte[] bytes) {
        Memory file = new Memory(bytes.length);
        file.write(0, bytes, 0, bytes.length);
        try {
            return new VipsImage(library, file);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
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

    /** Exactly at the wanted scale: libvips' own filter (Lanczos) is the better one. In sRGB already. */
    @Override
    public DecodedImage decode(double scale, BooleanSupplier isStopped) {
        int w = scaled(width, scale);
        int h = scaled(height, scale);
        try (VipsPicture small = VipsPicture.after(
                        library,
                        result -> library.vips_thumbnail_buffer(
                                file,
                                size(),
                                result,
                                w,
                                "height",
                                h,
                                "size",
                                Vips.FORCE,
                                "no_rotate",
                                1,
                                "export_profile",
                                "srgb",
                                "fail_on",
                                Vips.TRUNCATED));
                VipsPicture colours = VipsPicture.after(
                        library, result -> library.vips_colourspace(small.pointer(), result, Vips.SRGB))) {
            DecodedImage image = new DecodedImage(colours.pixels(), null);
            Stop.check(isStopped, 0);
            return image;
        }
    }

    private static int scaled(int side, double scale) {
        return (int) Math.max(1, Math.round(side * Math.min(1, scale)));
    }

    private NativeLong size() {
        return new NativeLong(file.size());
    }

    @Override
    public void close() {
        file.close();
    }
}
