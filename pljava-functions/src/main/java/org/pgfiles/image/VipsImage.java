package org.pgfiles.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import java.awt.image.BufferedImage;
import java.util.function.BooleanSupplier;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.metadata.MediaType;

/** An image file that libvips decodes; of an animation the first frame. */
final class VipsImage implements ImageFile {
    private final Vips library;
    private final Memory file;
    private final int width;
    private final int height;
    private final boolean hasProfile;
    private final MediaType type;

    private VipsImage(Vips library, Memory file, MediaType type) {
        this.library = library;
        this.file = file;
        this.type = type;
        try (VipsPicture header = VipsPicture.open(library, file, size())) {
            this.width = header.width();
            this.height = header.height();
            this.hasProfile = header.hasProfile();
        }
    }

    /** @throws PgfilesException UNSUPPORTED_MEDIA for what cannot be read of types that nothing else here reads */
    static VipsImage open(Vips library, byte[] bytes, MediaType type) {
        Memory file = new Memory(bytes.length);
        file.write(0, bytes, 0, bytes.length);
        String brand = majorBrand(type);
        if (!brand.isEmpty() && bytes.length >= 12) {
            file.write(8, brand.getBytes(ISO_8859_1), 0, 4);
        }
        try {
            return new VipsImage(library, file, type);
        } catch (RuntimeException e) {
            file.close();
            throw refused(e, type);
        }
    }

    /**
     * libvips looks at the first brand only (ISO 14496-12 section 4.3), and knows few of them; the sniffer has looked at the
     * compatible ones too.
     */
    private static String majorBrand(MediaType type) {
        return switch (type) {
            case HEIC -> "heic";
            case HEIF -> "mif1";
            case AVIF -> "avif";
            default -> "";
        };
    }

    private static RuntimeException refused(RuntimeException e, MediaType type) {
        boolean isOnlyReader = !majorBrand(type).isEmpty();
        return isOnlyReader && e instanceof PgfilesException own && own.code() == ErrorCode.DAMAGED_MEDIA
                ? new PgfilesException(ErrorCode.UNSUPPORTED_MEDIA, "libvips cannot read this " + type, "")
                : e;
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
        try {
            return new DecodedImage(pixels(scale), null);
        } catch (PgfilesException e) {
            throw refused(e, type);
        } finally {
            Stop.check(isStopped, 0);
        }
    }

    private BufferedImage pixels(double scale) {
        int w = scaled(width, scale);
        int h = scaled(height, scale);
        // To a profile only from one: libvips would otherwise guess what the colours are.
        String option = hasProfile ? "export_profile" : "fail_on";
        Object value = hasProfile ? "srgb" : Integer.valueOf(Vips.TRUNCATED);
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
                                "fail_on",
                                Vips.TRUNCATED,
                                option,
                                value));
                VipsPicture colours = VipsPicture.after(
                        library, result -> library.vips_colourspace(small.pointer(), result, Vips.SRGB))) {
            return colours.pixels();
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
