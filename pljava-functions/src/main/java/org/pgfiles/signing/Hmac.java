package org.pgfiles.signing;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * HMAC-SHA-256 (RFC 2104) under one key, with the two key blocks hashed once and for all: a signature starts from copies of
 * those states. On MessageDigest and not on javax.crypto.Mac, whose start costs a fresh JVM some 25 ms. Thread-safe.
 */
final class Hmac {
    /** Bytes of a hash or a signature. */
    static final int SIZE = 32;

    private static final int BLOCK = 64;

    private final MessageDigest inner;
    private final MessageDigest outer;

    private Hmac(MessageDigest inner, MessageDigest outer) {
        this.inner = inner;
        this.outer = outer;
    }

    static Hmac of(byte[] key) {
        byte[] shortKey = key.length > BLOCK ? sha256().digest(key) : key;
        return new Hmac(keyed(shortKey, (byte) 0x36), keyed(shortKey, (byte) 0x5c));
    }

    /** The HMAC of messages that all begin with {@code start}: those bytes are not hashed again. */
    Hmac startingWith(byte[] start) {
        MessageDigest state = copy(inner);
        state.update(start);
        return new Hmac(state, outer);
    }

    byte[] sign(byte[] message) {
        byte[] result = new byte[SIZE];
        sign(message, 0, message.length, result);
        return result;
    }

    /** Writes the signature of a range of bytes into the 32 bytes of {@code result}. */
    void sign(byte[] message, int from, int to, byte[] result) {
        hash(copy(inner), message, from, to, result);
        hash(copy(outer), result, 0, SIZE, result);
    }

    /** Writes the hash of a range of bytes into the 32 bytes of {@code result}, and resets the digest. */
    static void hash(MessageDigest digest, byte[] message, int from, int to, byte[] result) {
        digest.update(message, from, to - from);
        try {
            digest.digest(result, 0, SIZE);
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

    static MessageDigest copy(MessageDigest state) {
        try {
            return (MessageDigest) state.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MessageDigest keyed(byte[] key, byte pad) {
        byte[] block = Arrays.copyOf(key, BLOCK);
        for (int i = 0; i < BLOCK; i++) {
            block[i] ^= pad;
        }
        MessageDigest state = sha256();
        state.update(block);
        return state;
    }
}
