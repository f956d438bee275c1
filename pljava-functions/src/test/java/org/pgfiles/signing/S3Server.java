package org.pgfiles.signing;

import java.net.URI;
import java.time.Instant;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;

/** A real S3 server in this process, on a free loopback port, which checks version 4 signatures. Its memory is its disk. */
final class S3Server {
    static final String BUCKET = "bucket";

    private static final String ACCESS_KEY_ID = "local-identity";
    private static final String SECRET = "local-credential";

    private final BlobStoreContext store;
    private final S3Proxy proxy;

    private S3Server(BlobStoreContext store, S3Proxy proxy) {
        this.store = store;
        this.proxy = proxy;
    }

    static S3Server start() throws Exception {
        BlobStoreContext store = ContextBuilder.newBuilder("transient-nio2")
                .credentials("unused", "unused")
                .buildView(BlobStoreContext.class);
        store.getBlobStore().createContainerInLocation(null, BUCKET);
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(store.getBlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY_ID, SECRET)
                .virtualHost("localhost")
                .ignoreUnknownHeaders(true)
                .build();
        proxy.start();
        return new S3Server(store, proxy);
    }

    int port() {
        return proxy.getPort();
    }

    /** A profile for now, at {@code localhost}. */
    String profile(boolean path) {
        return profile(path, Instant.now());
    }

    String profile(boolean path, Instant time) {
        return Lines.profile("http://localhost:" + port(), "us-east-1", BUCKET, path, ACCESS_KEY_ID, SECRET, "", time);
    }

    void stop() throws Exception {
        proxy.stop();
        store.close();
    }
}
