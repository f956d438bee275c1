package org.pgfiles.image;

import static java.util.Objects.requireNonNull;

import java.awt.Graphics2D;
import java.awt.color.CMMException;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
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
    private final MediaType type;
    private final byte[] file;
    private final @Nullable JpegBytes jpeg;
    private final Frame frame;
    private final int width;
    private final int height;

    private JdkImage(ImageReader reader, MediaType type, byte[] file, @Nullable JpegBytes jpeg, Frame frame)
            throws IOException {
        this.reader = reader;
        this.type = type;
        this.file = file;
        this.jpeg = jpeg;
        this.frame = frame;
        this.width = frame.width() == 0 ? reader.getWidth(0) : frame.width();
        this.height = frame.width() == 0 ? reader.getHeight(0) : frame.height();
    }

    /**
     * Reads the header.
     *
     * @param type as sniffed
     * @param isStopped asked while reading; when it says true, reading ends with an error
     * @throws PgfilesException UNSUPPORTED_MEDIA without a decoder for it, DAMAGED_MEDIA
     */
    static JdkImage open(byte[] file, MediaType type, BooleanSupplier isStopped) {
        ImageReader reader = Readers.forType(type, file);
        try {
            JpegBytes jpeg = type == MediaType.JPEG ? new JpegBytes(file) : null;
            Frame frame =
                    switch (type) {
                        case JPEG -> Frame.whole(requireNonNull(jpeg).forDecoder());
                        case GIF -> GifBytes.forDecoder(file);
                        case WEBP -> new WebpBytes(file).forDecoder();
                        default -> Frame.whole(file);
                    };
            if (type == MediaType.TIFF && !TiffTag.isReadable(file)) {
                throw new PgfilesException(ErrorCode.UNSUPPORTED_MEDIA, "a TIFF compressed in a way that is rare", "");
            }
            reader.setInput(new FileInput(frame.bytes(), isStopped), true, true);
            return new JdkImage(reader, type, file, jpeg, frame);
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
            requireRoom();
            PixelLimit.require(
                    Math.max(maxPixels, MIN_TILE), "image's tile", reader.getTileWidth(0), reader.getTileHeight(0));
        } catch (PgfilesException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
    }

    /** Decoders that hold a whole picture hold its samples as deep as they are, 16 bits for example. */
    private void requireRoom() throws IOException {
        if (jpeg != null || isDeepPng()) {
            return; // One row after the other.
        }
        ImageTypeSpecifier layout = reader.getImageTypes(0).next();
        long bytes = (long) width * height * layout.getColorModel().getPixelSize() / 8;
        long room = Runtime.getRuntime().maxMemory() / 10 * 6;
        if (bytes > room) {
            throw new PgfilesException(
                    ErrorCode.TOO_LARGE,
                    "at most " + (room >> 20) + " MiB of pixels fit into memory here, the image has " + (bytes >> 20)
                            + ": upload it with 8 bits per colour, or smaller",
                    "upload it with 8 bits per colour, or smaller");
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
        if (isDeepPng()) {
            return decodeDeepPng(factor, isStopped);
        }
        BufferedImage image = placed(reader.read(0, reader.getDefaultReadParam()));
        if (image.getWidth() != width || image.getHeight() != height) {
            throw new IOException("the size is another than the header's");
        }
        RowSink sink = new RowSink(width, height, Normalizer.bands(image.getColorModel()), factor, isStopped);
        Normalizer.toRows(image, sink);
        return new DecodedImage(sink.finish(), profile(image));
    }

    private @Nullable ICC_Profile profile(BufferedImage image) {
        return switch (type) {
            case PNG -> PngColours.of(file);
            case WEBP -> ColourProfile.of(new WebpBytes(file).profile(), false);
            default -> ColourProfile.of(image);
        };
    }

    private BufferedImage placed(BufferedImage picture) {
        if (frame.width() == 0) {
            return picture;
        }
        BufferedImage canvas = new BufferedImage(width, height, BufferedImage.TYPE_4BYTE_ABGR);
        Graphics2D graphics = canvas.createGraphics();
        graphics.drawImage(picture, frame.left(), frame.top(), null);
        graphics.dispose();
        return canvas;
    }

    /** A PNG of 16 bits whose rows come in order (IHDR: bits, colour type, two methods, interlacing). */
    private boolean isDeepPng() {
        return type == MediaType.PNG && file.length > 28 && file[24] == 16 && file[28] == 0;
    }

    private DecodedImage decodeDeepPng(int factor, BooleanSupplier isStopped) throws IOException {
        int samples = (file[25] & 2) + 1 + (file[25] >> 2 & 1);
        RowSink sink = new RowSink(width, height, samples % 2 == 0 ? 4 : 3, factor, isStopped);
        ImageReadParam settings = reader.getDefaultReadParam();
        settings.setDestination(PixelSink.image(width, height, samples, sink));
        reader.read(0, settings);
        return new DecodedImage(sink.finish(), PngColours.of(file));
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
        return new DecodedImage(
                components == 1 ? sink.finish() : sink.finishSwapped(),
                ColourProfile.of(jpeg.profile(), components == 1));
    }

    @Override
    public @Nullable String warning() {
        return jpeg == null ? null : jpeg.warning();
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
