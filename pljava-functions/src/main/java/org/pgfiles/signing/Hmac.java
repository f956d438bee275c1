package org.pgfiles.signing;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * HMAC-SHA-256 (RFC 2104) under one key. On MessageDigest and not on javax.crypto.Mac, whose start costs a fresh JVM some 25 ms.
 * The two key blocks are kept in front of the bytes to hash and hashed with them: measured, that is cheaper than to copy a
 * digest that has already seen them. Immutable and thread-safe.
 */
final class Hmac {
    /** Bytes of a hash or a signature. */
    static final int SIZE = 32;

    private static final int BLOCK = 64;

    private final byte[] inner;
    private final byte[] outer;

    private Hmac(byte[] inner, byte[] outer) {
        this.inner = inner;
        this.outer = outer;
    }

    static Hmac of(byte[] key) {
        byte[] shortKey = key.length > BLOCK ? sha256().digest(key) : key;
        return new Hmac(keyBlock(shortKey, 0x36), keyBlock(shortKey, 0x5c));
    }

    byte[] sign(byte[] message) {
        byte[] first = innerMessage(message, message.length);
        MessageDigest digest = sha256();
        byte[] second = outerMessage();
        hash(digest, first, first.length, second, BLOCK);
        byte[] signature = new byte[SIZE];
        hash(digest, second, second.length, signature, 0);
        return signature;
    }

    /** The bytes that are hashed first: the key's block, and a message of {@code size} bytes with its start. */
    byte[] innerMessage(byte[] start, int size) {
        byte[] message = Arrays.copyOf(inner, BLOCK + size);
        System.arraycopy(start, 0, message, BLOCK, start.length);
        return message;
    }

    /** The bytes that are hashed second: the key's block, and room for the first hash. */
    byte[] outerMessage() {
        return Arrays.copyOf(outer, BLOCK + SIZE);
    }

    /** Writes the hash of the first {@code length} bytes into {@code result} from {@code at} on, and resets the digest. */
    static void hash(MessageDigest digest, byte[] message, int length, byte[] result, int at) {
        digest.update(message, 0, length);
        try {
            digest.digest(result, at, SIZE);
        } catch (DigestException e) {
            throw new IllegalStateException(e);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] keyBlock(byte[] key, int pad) {
        byte[] block = Arrays.copyOf(key, BLOCK);
        for (int i = 0; i < BLOCK; i++) {
            block[i] = (byte) (block[i] ^ pad);
        }
        return block;
    }
}
