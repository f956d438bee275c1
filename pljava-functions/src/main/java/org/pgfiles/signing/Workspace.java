package org.pgfiles.signing;

import java.security.MessageDigest;

/** The buffers that one thread reuses from URL to URL under one profile. */
final class Workspace {
    private final MessageDigest sha256 = Hmac.sha256();
    private final Bytes url;
    private final Bytes canonical = new Bytes(1_024);
    private final HeaderList headers = new HeaderList();
    private final QueryList query;
    private final byte[] hash = new byte[Hmac.SIZE];
    private final byte[] inner;
    private final byte[] outer;

    /**
     * @param inner what is hashed first, its last 64 bytes being the hash of the canonical request in hexadecimal
     * @param outer what is hashed second, its last 32 bytes being the first hash
     */
    Workspace(byte[] inner, byte[] outer, int capacity) {
        this.inner = inner;
        this.outer = outer;
        this.url = new Bytes(capacity);
        this.query = new QueryList(url);
    }

    /** What was written so far. */
    Bytes url() {
        return url;
    }

    Bytes canonical() {
        return canonical;
    }

    HeaderList headers() {
        return headers;
    }

    QueryList query() {
        return query;
    }

    /** The signature of the canonical request, 32 bytes that are valid until the next call. */
    byte[] sign() {
        Hmac.hash(sha256, canonical.array(), canonical.length(), hash, 0);
        Bytes.hex(hash, inner, inner.length - 2 * Hmac.SIZE);
        Hmac.hash(sha256, inner, inner.length, outer, outer.length - Hmac.SIZE);
        Hmac.hash(sha256, outer, outer.length, hash, 0);
        return hash;
    }
}
