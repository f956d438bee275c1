package org.pgfiles.media;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Image files for tests, demonstrations and measurements, the same at every run. */
public final class TestPhotos {
    private static final float PHONE_QUALITY = 0.92f;

    private TestPhotos() {}

    /**
     * Writes a JPEG as a phone held upright makes it: {@code outfile width height [progressive outfile]}, the size as stored,
     * for example 4032 3024. It has a place, a time with its offset, a camera, and orientation 6.
     */
    public static void main(String[] args) throws IOException {
        BufferedImage stored = landscape(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        Files.write(Path.of(args[0]), phoneExif().orientation(6).into(jpeg(stored, PHONE_QUALITY)));
        if (args.length > 3) {
            Files.write(Path.of(args[3]), phoneExif().orientation(6).into(encode(stored, "jpeg", PHONE_QUALITY, true)));
        }
    }

    /** A landscape of mountains and a lake, with grain; stored lying on its side, as phones do. */
    public static byte[] phonePhoto(int width, int height) {
        return phoneExif().orientation(6).into(jpeg(landscape(width, height), PHONE_QUALITY));
    }

    private static BufferedImage landscape(int width, int height) {
        BufferedImage stored = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Landscape scene = new Landscape(/* width= */ height, /* height= */ width);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                row[x] = scene.rgb(height - 1 - y, x);
            }
            stored.setRGB(0, y, width, 1, row, 0, width);
        }
        return stored;
    }

    /** What a phone writes: Zurich, the lake, 408 m, on 1 May 2024 at noon in summer time. */
    public static ExifBuilder phoneExif() {
        return new ExifBuilder()
                .camera("Fairphone", "FP5")
                .lens("Main 24 mm f/1.8")
                .captured("2024:05:01 12:00:00")
                .offset("+02:00")
                .exposure(1, 250, 18, 100, 56)
                .position(47.3663, 8.5411)
                .altitude(408);
    }

    /** Baseline, 4:2:0, quality 0 to 1. */
    public static byte[] jpeg(BufferedImage image, float quality) {
        return encode(image, "jpeg", quality, false);
    }

    /** Encodes with the JDK's writer of that format: jpeg, png, gif, bmp, tiff. */
    public static byte[] encode(BufferedImage image, String format) {
        return encode(image, format, -1, false);
    }

    private static byte[] encode(BufferedImage image, String format, float quality, boolean isProgressive) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            if (quality >= 0) {
                settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                settings.setCompressionQuality(quality);
            }
            if (isProgressive) {
                settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** A plain JPEG of four components as Adobe's programs write it; the transform is 0 for CMYK, 2 for YCCK. */
    public static byte[] fourComponents(int width, int height, int transform, int... samples) {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
        for (int i = 0; i < width * height; i++) {
            raster.setPixel(i % width, i / width, samples);
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(raster, null, null), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        byte[] adobe = Bytes.bigEndian("Adobe", (short) 100, 0, (byte) transform);
        return ExifBuilder.insert(bytes.toByteArray(), 0xee, adobe);
    }

    /** Four plain quarters: red and green above, blue and white below. */
    public static BufferedImage quarters(int width, int height, int imageType) {
        BufferedImage image = new BufferedImage(width, height, imageType);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean left = x < width / 2;
                boolean top = y < height / 2;
                image.setRGB(x, y, top ? (left ? 0xffff0000 : 0xff00ff00) : (left ? 0xff0000ff : 0xffffffff));
            }
        }
        return image;
    }
}
