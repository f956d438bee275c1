package org.pgfiles.image;

import java.awt.color.CMMException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;

/** An image file that is open: its size first, and its pixels only if somebody asks. */
final class ImageFile implements AutoCloseable {
    private final ImageReader reader;
    private final @Nullable JpegBytes jpeg;
    private final int width;
    private final int height;

    private ImageFile(ImageReader reader, @Nullable JpegBytes jpeg, int width, int height) {
        this.reader = reader;
        this.jpeg = jpeg;
        this.width = width;
        this.height = height;
    }

    /**
     * Reads the header.
     *
     * @param type as sniffed
     * @throws PgfilesException UNSUPPORTED_MEDIA without a decoder for it, DAMAGED_MEDIA
     */
    static ImageFile open(byte[] file, String type) {
        ImageReader reader = Readers.forType(type);
        try {
            JpegBytes jpeg = type.equals("image/jpeg") ? new JpegBytes(file) : null;
            byte[] bytes = jpeg == null ? file : jpeg.forDecoder();
            reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)), true, true);
            return new ImageFile(reader, jpeg, reader.getWidth(0), reader.getHeight(0));
        } catch (PgfilesException e) {
            reader.dispose();
            throw e;
        } catch (IOException | RuntimeException e) {
            reader.dispose();
            throw damaged(e);
        }
    }

    /** Pixels, as stored. */
    int width() {
        return width;
    }

    /** Pixels, as stored. */
    int height() {
        return height;
    }

    /** Refuses more pixels than this, without having decoded any; tiles count as well, a decoder holds whole ones. */
    void requireAtMost(long maxPixels) {
        try {
            long tile = (long) reader.getTileWidth(0) * reader.getTileHeight(0);
            if ((long) width * height > maxPixels || tile > Math.max(maxPixels, 1 << 20)) {
                throw new PgfilesException(
                        ErrorCode.TOO_LARGE,
                        "at most " + maxPixels + " pixels, the image has " + width + " x " + height,
                        "upload a smaller image");
            }
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    /**
     * The pixels of the first picture in the file.
     *
     * @param factor how many pixels squared are averaged into one at once
     */
    DecodedImage decode(int factor, BooleanSupplier isStopped) {
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
        Pixels pixels = sink.finish();
        return components == 1
                ? new DecodedImage(pixels, null)
                : new DecodedImage(pixels.swapped(), ColourProfile.of(jpeg.profile()));
    }

    @Override
    public void close() {
        reader.dispose();
    }

    /** What a decoder throws on a broken file is any exception; its text is for programmers. */
    private static PgfilesException damaged(Exception e) {
        String what = e instanceof CMMException ? "the colour profile is damaged" : "the image data is damaged";
        return new PgfilesException(ErrorCode.DAMAGED_MEDIA, what, "upload the image again", e);
    }
}
