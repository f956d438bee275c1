package org.pgfiles.image;

/**
 * The point of a picture that matters most: what is cropped keeps it in the middle as far as there is picture around it.
 *
 * @param x 0 left, 1 right
 * @param y 0 top, 1 bottom
 */
public record Focus(double x, double y) {
    /** Where nobody has said another. */
    public static final Focus MIDDLE = new Focus(0.5, 0.5);

    public Focus {
        x = within(x);
        y = within(y);
    }

    private static double within(double part) {
        return Math.max(0, Math.min(1, part));
    }

    /** Where a piece begins that is cut out of a side, in pixels. */
    static int start(double focus, int side, int piece) {
        return Math.max(0, Math.min(side - piece, (int) (focus * side) - piece / 2));
    }
}
