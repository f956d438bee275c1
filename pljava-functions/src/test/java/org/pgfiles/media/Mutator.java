package org.pgfiles.media;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.pgfiles.media.Parts.Part;

/**
 * Damages image files where decoders believe them: parts are lost, doubled, exchanged, taken from another file, cut; numbers become those
 * at which arithmetic ends; bits fall over. Checksums of PNG are put right again, or nothing behind them would be read.
 */
public final class Mutator {
    private static final int[] NUMBERS = {
        0,
        1,
        2,
        7,
        8,
        16,
        127,
        128,
        255,
        256,
        4095,
        32767,
        32768,
        65500,
        65535,
        65536,
        1 << 24,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        -1,
        -2
    };

    /** Where a part has its type, lengths and sizes. */
    private static final int HEAD = 24;

    private static final int LONGEST = 1 << 20;

    private final Random random;

    /** The same seed damages the same files in the same way. */
    public Mutator(long seed) {
        random = new Random(seed);
    }

    /** The file with one to five damages, some of them parts of the other. */
    public byte[] mutate(byte[] file, byte[] other) {
        byte[] bytes = file.clone();
        for (int i = random.nextInt(5); i >= 0; i--) {
            bytes = once(bytes, other);
            bytes = bytes.length > LONGEST ? Arrays.copyOf(bytes, LONGEST) : bytes;
        }
        if (random.nextInt(4) > 0) {
            mendChecksums(bytes);
        }
        return bytes;
    }

    private byte[] once(byte[] file, byte[] other) {
        Part part = partOf(file);
        Part second = partOf(file);
        return switch (random.nextInt(10)) {
            case 0 -> replace(file, part, new byte[0]);
            case 1 -> replace(file, new Part(part.to(), part.to()), bytes(file, part));
            case 2 -> replace(file, part, bytes(file, second));
            case 3 -> replace(file, part, bytes(other, partOf(other)));
            case 4 -> Arrays.copyOf(file, random.nextBoolean() ? part.to() : random.nextInt(file.length + 1));
            case 5 -> replace(file, new Part(part.from(), part.from()), noise());
            case 6 -> flip(file, part);
            default -> number(file, part);
        };
    }

    private Part partOf(byte[] file) {
        List<Part> parts = Parts.of(file);
        if (parts.isEmpty() || random.nextInt(8) == 0) {
            int from = random.nextInt(file.length + 1);
            return new Part(from, Math.min(file.length, from + random.nextInt(64)));
        }
        return parts.get(random.nextInt(parts.size()));
    }

    private static byte[] bytes(byte[] file, Part part) {
        return Arrays.copyOfRange(file, part.from(), part.to());
    }

    private static byte[] replace(byte[] file, Part part, byte[] by) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(file, 0, part.from());
        all.writeBytes(by);
        all.write(file, part.to(), file.length - part.to());
        return all.toByteArray();
    }

    private byte[] noise() {
        byte[] noise = new byte[1 + random.nextInt(40)];
        if (random.nextBoolean()) {
            random.nextBytes(noise);
        } else {
            Arrays.fill(noise, (byte) (random.nextBoolean() ? 0 : 0xff));
        }
        return noise;
    }

    private byte[] flip(byte[] file, Part part) {
        if (part.length() > 0) {
            for (int i = random.nextInt(8); i >= 0; i--) {
                file[part.from() + random.nextInt(part.length())] ^= (byte) (1 << random.nextInt(8));
            }
        }
        return file;
    }

    private byte[] number(byte[] file, Part part) {
        int width = 1 << random.nextInt(3);
        int room = Math.min(part.length(), HEAD) - width;
        if (room < 0) {
            return file;
        }
        int at = part.from() + random.nextInt(room + 1);
        int value = NUMBERS[random.nextInt(NUMBERS.length)] + (random.nextInt(4) == 0 ? random.nextInt(9) - 4 : 0);
        boolean isBigEndian = random.nextBoolean();
        for (int i = 0; i < width; i++) {
            file[at + i] = (byte) (value >> (8 * (isBigEndian ? width - 1 - i : i)));
        }
        return file;
    }

    private static void mendChecksums(byte[] file) {
        if (file.length < 8 || file[1] != 'P' || file[2] != 'N' || file[3] != 'G') {
            return;
        }
        for (Part chunk : Parts.of(file)) {
            if (chunk.length() >= 12) {
                CRC32 crc = new CRC32();
                crc.update(file, chunk.from() + 4, chunk.length() - 8);
                for (int i = 0; i < 4; i++) {
                    file[chunk.to() - 4 + i] = (byte) (crc.getValue() >> (8 * (3 - i)));
                }
            }
        }
    }
}
