package org.pgfiles.image;

import java.awt.color.CMMException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.metadata.MediaType;

/** An image file that a decoder of Java's Image I/O has opened. */
final class JdkImage implements ImageFile {
    /** A small image may lie in a tile that is larger than it; this much is harmless. */
    private static final long MIN_TILE = 1 << 20;

    private static final int MAX_FACTOR = 1024;

    private final ImageReader reader;
    private final @Nullable JpegBytes jpeg;
    private final int width;
    private final int height;

    private JdkImage(ImageReader reader, @Nullable JpegBytes jpeg, int width, int height) {
        this.reader = reader;
        this.jpeg = jpeg;
        this.width = width;
        this.height = height;
    }

    /**
     * Reads the header.
     *
     * @param type as sniffed
     * @param isStopped asked while reading; when it says true, reading ends with an error
     * @throws PgfilesException UNSUPPORTED_MEDIA without a decoder for it, DAMAGED_MEDIA
     */
    static JdkImage open(byte[] file, MediaType type, BooleanSupplier isStopped) {
        ImageReader reader = Readers.forType(type);
        try {
            JpegBytes jpeg = type == MediaType.JPEG ? new JpegBytes(file) : null;
            byte[] bytes = jpeg != null ? jpeg.forDecoder() : type == MediaType.GIF ? GifBytes.forDecoder(file) : file;
            reader.setInput(new FileInput(bytes, isStopped), true, true);
            return new JdkImage(reader, jpeg, reader.getWidth(0), reader.getHeight(0));
        } catch (PgfilesException e) {
            reader.dispose();
            throw e;
        } catch (IOException | RuntimeException e) {
            reader.dispose();
            throw damaged(e);
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

    /** Tiles count as well: a decoder holds whole ones. */
    @Override
    public void requireAtMost(long maxPixels) {
        try {
            PixelLimit.require(maxPixels, "image", width, height);
            PixelLimit.require(
                    Math.max(maxPixels, MIN_TILE), "image's tile", reader.getTileWidth(0), reader.getTileHeight(0));
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    /** Blocks of pixels are averaged while rows are decoded. */
    @Override
    public DecodedImage decode(double scale, BooleanSupplier isStopped) {
        int factor = (int) Math.max(1, Math.min(MAX_FACTOR, 1 / (DecodedImage.MIN_OVERSIZE * scale)));
        DecoderWatch watch = new DecoderWatch(isStopped);
        reader.addIIOReadProgressListener(watch);
        reader.addIIOReadWarningListener(watch);
        try {
            DecodedImage image = jpeg == null ? decodeAny(factor, isStopped) : decodeJpeg(jpeg, factor, isStopped);
            watch.requireWhole();
            return image;
        } catch (PgfilesException e) {
            watch.requireWhole(); // Says better what is wrong than that there are rows missing.
            throw e;
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
    }

    private DecodedImage decodeAny(int factor, BooleanSupplier isStopped) throws IOException {
        BufferedImage image = reader.read(0, reader.getDefaultReadParam());
        if (image.getWidth() != width || image.getHeight() != height) {
            throw new IOException("the size is another than the header's");
        }
        RowSink sink = new RowSink(width, height, Normalizer.bands(image.getColorModel()), factor, isStopped);
        Normalizer.toRows(image, sink);
        return new DecodedImage(sink.finish(), ColourProfile.of(image));
    }

    private DecodedImage decodeJpeg(JpegBytes jpeg, int factor, BooleanSupplier isStopped) throws IOException {
        RowSink sink = new RowSink(width, height, 3, factor, isStopped);
        ImageReadParam settings = reader.getDefaultReadParam();
        if (jpeg.components() == 4) {
            Cmyk.toRows(reader.readRaster(0, settings), jpeg.adobeTransform() == 2, jpeg.hasAdobe(), sink);
            return new DecodedImage(sink.finish(), null);
        }
        int components = jpeg.components() == 1 ? 1 : 3;
        settings.setDestination(SinkRaster.image(width, height, components, sink));
        reader.read(0, settings);
        return components == 1
                ? new DecodedImage(sink.finish(), null)
                : new DecodedImage(sink.finishSwapped(), ColourProfile.of(jpeg.profile()));
    }

    @Override
    public void close() {
        reader.dispose();
    }

    /**
     * What a decoder throws on a broken file is any exception; its text is for programmers. Some wrap even a full heap,
     * which is not the file's fault.
     */
    private static PgfilesException damaged(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError full) {
                throw full;
            }
        }
        String what = e instanceof CMMException ? "the colour profile is damaged" : "the image data is damaged";
        return new PgfilesException(ErrorCode.DAMAGED_MEDIA, what, "upload the image again", e);
    }
}
