package org.pgfiles.worker;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A picture, compared with what {@code cases.tsv} says of it. */
record Pixels(@Nullable BufferedImage picture) {
    static final Pixels NONE = new Pixels(null);

    private static final int[] QUARTERS = {0xc82828, 0x28a03c, 0x283cc8, 0xe6d23c};

    /** Adds what is wrong with the picture by one word, px@, a@, Q~ or B~. */
    void check(String word, List<String> problems) {
        if (picture == null) {
            problems.add("pixels: there is no variant");
        } else if (word.startsWith("Q~")) {
            for (int i = 0; i < 4; i++) {
                colour(24 + i % 2 * 48, 16 + i / 2 * 32, QUARTERS[i], number(word), problems);
            }
        } else if (word.startsWith("B~")) {
            for (int x : new int[] {1, 6, 41, 46}) {
                colour(x, x < 40 ? 10 : 40, x / 4 % 2 == 0 ? 0 : 0xffffff, number(word), problems);
            }
        } else {
            String[] parts = word.split("[@,=~]", -1);
            int x = Integer.parseInt(parts[1]);
            int y = Integer.parseInt(parts[2]);
            int tolerance = parts.length > 4 ? Integer.parseInt(parts[4]) : 0;
            if (word.startsWith("a@")) {
                alpha(x, y, Integer.parseInt(parts[3]), Math.max(2, tolerance), problems);
            } else {
                colour(x, y, Integer.parseInt(parts[3], 16), tolerance, problems);
            }
        }
    }

    private static int number(String word) {
        return Integer.parseInt(word.substring(2));
    }

    private void colour(int x, int y, int wanted, int tolerance, List<String> problems) {
        int found = at(x, y);
        for (int shift = 0; shift <= 16; shift += 8) {
            if (Math.abs((found >> shift & 0xff) - (wanted >> shift & 0xff)) > tolerance) {
                problems.add(
                        String.format(Locale.ROOT, "pixels: %d,%d is %06x, not %06x", x, y, found & 0xffffff, wanted));
                return;
            }
        }
    }

    private void alpha(int x, int y, int wanted, int tolerance, List<String> problems) {
        int found = at(x, y) >>> 24;
        if (Math.abs(found - wanted) > tolerance) {
            problems.add(String.format(Locale.ROOT, "pixels: alpha at %d,%d is %d, not %d", x, y, found, wanted));
        }
    }

    private int at(int x, int y) {
        return picture != null && x < picture.getWidth() && y < picture.getHeight() ? picture.getRGB(x, y) : 0;
    }
}
