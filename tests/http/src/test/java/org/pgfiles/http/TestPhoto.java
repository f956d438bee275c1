package org.pgfiles.http;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Images to upload. Their quadrants have one colour each, so that a test can tell which way is up. */
final class TestPhoto {
    private TestPhoto() {}

    /** 1200x900 pixels, orientation 6: the camera was held upright, the picture to show is 900x1200. */
    static byte[] portrait() {
        return ExifSegment.insertInto(jpeg(1200, 900));
    }

    /** 320x240 pixels without EXIF, where any photo will do. */
    static byte[] small() {
        return jpeg(320, 240);
    }

    /** An upright JPEG: green and blue above, red and yellow below. */
    static byte[] jpeg(int width, int height) {
        return encoded("jpeg", width, height);
    }

    /** The same as PNG. */
    static byte[] png(int width, int height) {
        return encoded("png", width, height);
    }

    /** A picture with light and shade, as one that is compared with others has to be. */
    static byte[] scene(String format, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(width / 100.0, height / 100.0);
        graphics.setPaint(new GradientPaint(0, 0, Color.BLUE, 30, 90, Color.WHITE));
        graphics.fillRect(0, 0, 100, 100);
        graphics.setPaint(Color.YELLOW);
        graphics.fillOval(65, 10, 20, 22);
        graphics.setPaint(Color.DARK_GRAY);
        graphics.fillPolygon(new int[] {0, 25, 45, 70, 100, 100, 0}, new int[] {75, 40, 68, 52, 85, 100, 100}, 7);
        graphics.dispose();
        return written(format, image);
    }

    static BufferedImage decoded(byte[] bytes) {
        try {
            return ImageIO.read(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] encoded(String format, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        Color[][] quadrants = {{Color.GREEN, Color.BLUE}, {Color.RED, Color.YELLOW}};
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 2; column++) {
                graphics.setColor(quadrants[row][column]);
                graphics.fillRect(column * width / 2, row * height / 2, width / 2, height / 2);
            }
        }
        graphics.dispose();
        return written(format, image);
    }

    static byte[] written(String format, BufferedImage image) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalStateException("no writer for " + format);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
