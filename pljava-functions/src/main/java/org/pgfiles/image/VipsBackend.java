package org.pgfiles.image;

import com.sun.jna.Native;
import java.awt.image.BufferedImage;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.pgfiles.metadata.MediaType;

/** Reads and writes with libvips what Java cannot: HEIC and AVIF; and WebP, which Java can only read. */
final class VipsBackend implements ImageBackend {
    /** Of 0 to 9; more takes several times as long for a few per cent fewer bytes. */
    private static final int AVIF_EFFORT = 2;

    private final Vips library;
    private final Set<MediaType> reads = EnumSet.of(MediaType.WEBP);
    private final Set<OutputFormat> writes = EnumSet.of(OutputFormat.WEBP);

    private VipsBackend(Vips library) {
        this.library = library;
    }

    /** @throws UnsatisfiedLinkError if it is not installed */
    static ImageBackend load() {
        Vips library = Native.load(Vips.FILE, Vips.class);
        library.g_setenv("VIPS_WARNING", "0", 1); // Its warnings about odd files would go to PostgreSQL's log.
        if (library.vips_init("pgfiles") != 0) {
            throw new UnsatisfiedLinkError("libvips does not start");
        }
        library.vips_block_untrusted_set(1);
        library.vips_concurrency_set(1); // The worker has its own threads.
        library.vips_cache_set_max(0); // No image comes twice.
        VipsBackend backend = new VipsBackend(library);
        backend.askForCodecs();
        return backend;
    }

    private void askForCodecs() {
        try {
            Heif heif = Native.load(Heif.FILE, Heif.class);
            if (heif.heif_have_decoder_for_format(Heif.HEVC) != 0) {
                reads.addAll(Set.of(MediaType.HEIC, MediaType.HEIF));
            }
            if (heif.heif_have_decoder_for_format(Heif.AV1) != 0) {
                reads.add(MediaType.AVIF);
            }
            if (heif.heif_have_encoder_for_format(Heif.AV1) != 0) {
                writes.add(OutputFormat.AVIF);
            }
        } catch (UnsatisfiedLinkError e) {
            // Then there is WebP only, and the list of what can be read says so.
        }
    }

    @Override
    public String version() {
        return "libvips " + library.vips_version_string();
    }

    @Override
    public boolean canRead(MediaType type) {
        return reads.contains(type);
    }

    @Override
    public boolean canWrite(OutputFormat format) {
        return writes.contains(format);
    }

    @Override
    public ImageFile open(byte[] file, MediaType type, BooleanSupplier isStopped) {
        return VipsImage.open(library, file, type);
    }

    @Override
    public byte[] encode(BufferedImage image, OutputFormat format, int quality) {
        try (VipsPicture picture = VipsPicture.of(library, image)) {
            return format == OutputFormat.AVIF
                    ? picture.encode((from, file, bytes) -> library.vips_heifsave_buffer(
                            from,
                            file,
                            bytes,
                            "Q",
                            quality,
                            "strip",
                            1,
                            "compression",
                            Vips.AV1,
                            "effort",
                            AVIF_EFFORT))
                    : picture.encode((from, file, bytes) ->
                            library.vips_webpsave_buffer(from, file, bytes, "Q", quality, "strip", 1));
        }
    }
}
