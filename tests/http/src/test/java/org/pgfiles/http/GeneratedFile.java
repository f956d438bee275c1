package org.pgfiles.http;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.pgfiles.http.client.Download;

/**
 * A large file that is nowhere: any part of it can be had at any time, and no two parts are alike.
 *
 * @param size bytes
 */
record GeneratedFile(long size) {
    private static final int BLOCK = 1 << 20;
    private static final byte[] NOISE = new byte[BLOCK];

    static {
        new Random(42).nextBytes(NOISE);
        NOISE[0] = 'P'; // Not an image by its first bytes.
    }

    /** Bytes {@code from} to {@code from + length}, or to the end of the file if that comes first. */
    byte[] part(long from, int length) {
        byte[] part = new byte[(int) Math.min(length, size - from)];
        for (int done = 0; done < part.length; ) {
            long at = from + done;
            byte[] block = block(at / BLOCK);
            int offset = (int) (at % BLOCK);
            int count = Math.min(BLOCK - offset, part.length - done);
            System.arraycopy(block, offset, part, done, count);
            done += count;
        }
        return part;
    }

    /** Hexadecimal digits. */
    String sha256() {
        MessageDigest digest = Download.newDigest();
        for (long at = 0; at < size; at += BLOCK) {
            digest.update(part(at, BLOCK));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The noise with its number in it. */
    private static byte[] block(long number) {
        byte[] block = Arrays.copyOf(NOISE, BLOCK);
        for (int i = 0; i < Long.BYTES; i++) {
            block[1 + i] = (byte) (number >>> (8 * i));
        }
        return block;
    }
}
