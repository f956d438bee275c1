package org.pgfiles.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Pictures that nobody takes for one another: soft lights, large and small, over noise; each seed gives another. */
public final class Scenes {
    private Scenes() {}

    public static BufferedImage draw(int width, int height, int seed) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Random random = new Random(seed);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(colour(random, 255));
        canvas.fillRect(0, 0, width, height);
        for (int i = 0; i < 30; i++) {
            float radius = width * (0.08f + 0.3f * random.nextFloat());
            float x = width * random.nextFloat();
            float y = height * random.nextFloat();
            Color[] colours = {colour(random, 230), colour(random, 0)};
            canvas.setPaint(new RadialGradientPaint(x, y, radius, new float[] {0.4f, 1}, colours));
            canvas.fillOval((int) (x - radius), (int) (y - radius), (int) (2 * radius), (int) (2 * radius));
        }
        canvas.dispose();
        for (int i = 0; i < width * height; i++) {
            int rgb = image.getRGB(i % width, i / width);
            image.setRGB(i % width, i / width, rgb ^ random.nextInt(8) * 0x010101);
        }
        return image;
    }

    private static Color colour(Random random, int alpha) {
        return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256), alpha);
    }
}
