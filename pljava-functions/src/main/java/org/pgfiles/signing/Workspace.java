package org.pgfiles.signing;

import java.security.MessageDigest;

/** The buffers that one thread reuses from URL to URL. */
public final class Workspace {
    private final MessageDigest sha256;
    private final Bytes url;
    private final Bytes canonical = new Bytes(1_024);
    private final HeaderList headers = new HeaderList();
    private final QueryList query;
    private final byte[] hash = new byte[Hmac.SIZE];

    Workspace(MessageDigest sha256, int capacity) {
        this.sha256 = sha256;
        this.url = new Bytes(capacity);
        this.query = new QueryList(url);
    }

    /** What was written so far. */
    public Bytes url() {
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

    /** Signs the canonical request; the 32 bytes are valid until the next call. */
    byte[] sign(Hmac hmac) {
        Hmac.hash(sha256, canonical.array(), 0, canonical.length(), hash);
        canonical.truncate(0);
        canonical.addHex(hash);
        hmac.sign(canonical.array(), 0, canonical.length(), hash);
        return hash;
    }
}
