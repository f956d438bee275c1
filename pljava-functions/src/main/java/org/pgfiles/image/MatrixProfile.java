package org.pgfiles.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A profile made of what a file says in numbers: where its primary colours lie, and its gamma (ICC.1:2010, 8.3.3). */
final class MatrixProfile {
    /** x and y of white, red, green and blue: ITU-R BT.709, which sRGB has, too. */
    static final double[] SRGB = {0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06};

    static final double[] DISPLAY_P3 = {0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06};

    static final double[] BT2020 = {0.3127, 0.329, 0.708, 0.292, 0.17, 0.797, 0.131, 0.046};

    /** Instead of a gamma. */
    static final double SRGB_CURVE = 0;

    private static final double[] D50 = {0.9642, 1, 0.8249};
    private static final double[][] BRADFORD = {
        {0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}
    };
    private static final int HEAD_BYTES = 128;

    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final ByteArrayOutputStream table = new ByteArrayOutputStream();
    private final int tags;

    private MatrixProfile(int tags) {
        this.tags = tags;
    }

    /** Of colours; null if the numbers are no primary colours. */
    static @Nullable ICC_Profile ofColours(double[] places, double gamma) {
        double[][] primaries = new double[3][3];
        for (int i = 0; i < 3; i++) {
            double[] xyz = xyz(places, 2 + 2 * i);
            for (int row = 0; row < 3; row++) {
                primaries[row][i] = xyz[row];
            }
        }
        double[] white = xyz(places, 0);
        double[] shares = times(inverse(primaries), white);
        double[] seen = times(BRADFORD, white);
        double[] wanted = times(BRADFORD, D50);
        MatrixProfile profile = new MatrixProfile(7);
        profile.add("wtpt", xyzTag(D50));
        for (int i = 0; i < 3; i++) {
            double[] cone = times(BRADFORD, new double[] {
                primaries[0][i] * shares[i], primaries[1][i] * shares[i], primaries[2][i] * shares[i]
            });
            for (int row = 0; row < 3; row++) {
                cone[row] *= wanted[row] / seen[row];
            }
            double[] colour = times(inverse(BRADFORD), cone);
            if (!Double.isFinite(colour[0] + colour[1] + colour[2])) {
                return null;
            }
            profile.add("rgb".charAt(i) + "XYZ", xyzTag(colour));
            profile.add("rgb".charAt(i) + "TRC", curve(gamma));
        }
        return profile.made("RGB ");
    }

    static @Nullable ICC_Profile ofGrey(double gamma) {
        MatrixProfile profile = new MatrixProfile(2);
        profile.add("wtpt", xyzTag(D50));
        profile.add("kTRC", curve(gamma));
        return profile.made("GRAY");
    }

    private void add(String name, byte[] tag) {
        ByteBuffer entry = ByteBuffer.allocate(12).put(name.getBytes(ISO_8859_1));
        entry.putInt(HEAD_BYTES + 4 + 12 * tags + data.size()).putInt(tag.length);
        table.writeBytes(entry.array());
        data.writeBytes(tag);
    }

    private @Nullable ICC_Profile made(String space) {
        ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES + 4 + table.size() + data.size());
        bytes.putInt(0, bytes.capacity());
        bytes.putInt(8, 0x04200000); // version 4.2
        bytes.put(12, ("mntr" + space + "XYZ ").getBytes(ISO_8859_1));
        bytes.put(36, "acsp".getBytes(ISO_8859_1));
        bytes.put(68, xyzTag(D50), 8, 12);
        bytes.position(HEAD_BYTES).putInt(tags).put(table.toByteArray()).put(data.toByteArray());
        return ColourProfile.of(bytes.array(), space.equals("GRAY"));
    }

    private static byte[] xyzTag(double[] xyz) {
        ByteBuffer tag = ByteBuffer.allocate(20).put("XYZ \0\0\0\0".getBytes(ISO_8859_1));
        for (double value : xyz) {
            tag.putInt(fixed(value));
        }
        return tag.array();
    }

    private static byte[] curve(double gamma) {
        ByteBuffer tag = ByteBuffer.allocate(32).put("para\0\0\0\0".getBytes(ISO_8859_1));
        if (gamma == SRGB_CURVE) {
            tag.putShort((short) 3).putShort((short) 0);
            for (double value : new double[] {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045}) {
                tag.putInt(fixed(value));
            }
        } else {
            tag.putInt(0).putInt(fixed(gamma));
        }
        return tag.array();
    }

    private static int fixed(double value) {
        return (int) Math.round(value * 65536);
    }

    private static double[] xyz(double[] places, int at) {
        double x = places[at];
        double y = places[at + 1];
        return new double[] {x / y, 1, (1 - x - y) / y};
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] result = new double[3];
        for (int row = 0; row < 3; row++) {
            for (int i = 0; i < 3; i++) {
                result[row] += matrix[row][i] * vector[i];
            }
        }
        return result;
    }

    private static double[][] inverse(double[][] m) {
        double[][] result = new double[3][3];
        double determinant = 0;
        for (int row = 0; row < 3; row++) {
            for (int i = 0; i < 3; i++) {
                result[i][row] = m[(row + 1) % 3][(i + 1) % 3] * m[(row + 2) % 3][(i + 2) % 3]
                        - m[(row + 1) % 3][(i + 2) % 3] * m[(row + 2) % 3][(i + 1) % 3];
            }
            determinant += row == 0 ? m[0][0] * result[0][0] + m[0][1] * result[1][0] + m[0][2] * result[2][0] : 0;
        }
        for (double[] row : result) {
            for (int i = 0; i < 3; i++) {
                row[i] /= determinant;
            }
        }
        return result;
    }
}
