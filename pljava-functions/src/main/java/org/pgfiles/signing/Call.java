package org.pgfiles.signing;

/**
 * What all requests of one call have in common, so that no line of text can say otherwise: the method, how long the URLs live,
 * and of downloads what a line may ask for besides its key.
 */
final class Call {
    private static final byte[] SERVED_TYPE = Bytes.ascii("q:response-content-type");

    private final byte[] method;
    private final byte[] expires;
    private final boolean downloads;
    private final boolean ofBucket;

    private Call(byte[] method, int expiresIn, boolean downloads, boolean ofBucket) {
        if (expiresIn < 1 || expiresIn > Presigner.MAX_EXPIRES_SECONDS) {
            throw Invalid.argument(
                    "expiry in seconds: 1.." + Presigner.MAX_EXPIRES_SECONDS + "; received " + expiresIn,
                    "give a whole number within the limits");
        }
        this.method = method;
        this.expires = Bytes.ascii(Integer.toString(expiresIn));
        this.downloads = downloads;
        this.ofBucket = ofBucket;
    }

    /** Requests of one method: GET, HEAD, PUT, POST or DELETE. */
    static Call of(String method, int expiresIn) {
        return new Call(Presigner.method(method), expiresIn, false, false);
    }

    /** The same, about the bucket itself: their keys are empty. */
    static Call ofBucket(String method, int expiresIn) {
        return new Call(Presigner.method(method), expiresIn, false, true);
    }

    /**
     * GETs, of which each names its key, {@code download} or {@code inline} with a file name, and maybe the content type to be
     * served as; nothing else.
     */
    static Call ofDownloads(int expiresIn) {
        return new Call(Presigner.GET, expiresIn, true, false);
    }

    byte[] method() {
        return method;
    }

    byte[] expires() {
        return expires;
    }

    void check(TabLine request) {
        if (request.count() % 2 == 0) {
            throw Invalid.argument(
                    "request: key and pairs of name and value; received " + request.count() + " fields",
                    "separate them with tabs");
        }
        boolean isDownload = (request.count() == 3 || (request.count() == 5 && request.is(3, SERVED_TYPE)))
                && Presigner.isDisposition(request, 1);
        if (downloads && !isDownload) {
            throw Invalid.argument(
                    "download: key, download or inline, file name, q:response-content-type; received " + request.count()
                            + " fields" + (request.count() > 1 ? " with " + Invalid.shown(request.text(1)) : ""),
                    "sign other requests as what they are");
        }
        if (!ofBucket) {
            Presigner.checkKey(request.length(0));
        } else if (request.length(0) > 0) {
            throw Invalid.argument("key: none, for it is about the bucket", "sign it as what it is");
        }
    }
}
