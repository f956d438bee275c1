package org.pgfiles.media;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.domain.Blob;
import org.jclouds.blobstore.domain.StorageMetadata;
import org.jclouds.blobstore.options.GetOptions;
import org.jclouds.blobstore.options.ListContainerOptions;
import org.jclouds.blobstore.util.ForwardingBlobStore;
import org.jspecify.annotations.Nullable;

/**
 * An S3 server in this process, in memory, that verifies signatures. The credentials are in a file of profiles, as on a
 * real machine: "local" is right, "stranger" has a wrong secret, "empty" has none.
 */
public final class LocalS3 implements AutoCloseable {
    public static final String BUCKET = "photos";
    public static final String ACCESS_KEY = "AKIALOCALEXAMPLE";
    public static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private final BlobStoreContext context;
    private final S3Proxy server;
    private final List<S3Proxy> doors = new ArrayList<>();
    private final List<String> reads;

    private LocalS3(BlobStoreContext context, S3Proxy server, List<String> reads) {
        this.context = context;
        this.server = server;
        this.reads = reads;
    }

    /**
     * Starts one.
     *
     * @param origins of pages that may reach it
     */
    public static LocalS3 start(String... origins) {
        useProfiles();
        BlobStoreContext context = ContextBuilder.newBuilder("transient-nio2")
                .credentials("unused", "unused")
                .buildView(BlobStoreContext.class);
        List<String> reads = Collections.synchronizedList(new ArrayList<>());
        context.getBlobStore().createContainerInLocation(null, BUCKET);
        return new LocalS3(context, serve(new RecordingStore(context.getBlobStore(), reads), origins), reads);
    }

    private static S3Proxy serve(BlobStore store, String... origins) {
        S3Proxy server = S3Proxy.builder()
                .blobStore(store)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                .corsRules(new CrossOriginResourceSharing(
                        List.of(origins),
                        List.of("GET", "HEAD", "PUT", "POST", "DELETE"),
                        List.of("*"),
                        List.of("ETag"),
                        ""))
                .build();
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return server;
    }

    /**
     * Another address of the same store.
     *
     * @param origins of pages that may reach it there
     */
    public String door(String... origins) {
        S3Proxy door = serve(context.getBlobStore(), origins);
        doors.add(door);
        return "http://127.0.0.1:" + door.getPort();
    }

    /** Makes the AWS configuration files of this process ours; the machine's own are never read. */
    public static void useProfiles() {
        String profiles = "[local]\naws_access_key_id=" + ACCESS_KEY + "\naws_secret_access_key=" + SECRET_KEY
                + "\n[stranger]\naws_access_key_id=" + ACCESS_KEY + "\naws_secret_access_key=wrong-secret-0123456789"
                + "\n[temporary]\naws_access_key_id=ASIATEMPORARY\naws_secret_access_key=" + SECRET_KEY
                + "\naws_session_token=token-of-the-session\n[empty]\nregion=us-east-1\n";
        try {
            Path file = Files.createTempFile("profiles", ".ini");
            file.toFile().deleteOnExit();
            Files.writeString(file, profiles);
            System.setProperty("aws.sharedCredentialsFile", file.toString());
            System.setProperty("aws.configFile", file + ".absent");
            System.setProperty("aws.disableEc2Metadata", "true");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getPort();
    }

    public void put(String key, byte[] bytes) {
        BlobStore store = context.getBlobStore();
        store.putBlob(BUCKET, store.blobBuilder(key).payload(bytes).build());
    }

    /** What clients have read of an object, in order: "0-99" for its first hundred bytes, "all" without a range. */
    public List<String> reads(String key) {
        synchronized (reads) {
            return reads.stream()
                    .filter(read -> read.startsWith(key + " "))
                    .map(read -> read.substring(key.length() + 1))
                    .toList();
        }
    }

    /** All objects that are there. */
    public List<String> keys() {
        return context.getBlobStore().list(BUCKET, ListContainerOptions.Builder.recursive()).stream()
                .map(StorageMetadata::getName)
                .toList();
    }

    /** The object with its headers, or null. */
    public @Nullable Blob get(String key) {
        return context.getBlobStore().getBlob(BUCKET, key);
    }

    /** The object's bytes; it has to be there. */
    public byte[] bytes(String key) {
        Blob blob = get(key);
        if (blob == null) {
            throw new AssertionError("no object " + key);
        }
        try (var stream = requireNonNull(blob.getPayload()).openStream()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
            for (S3Proxy door : doors) {
                door.stop();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        context.close();
    }

    /** Writes down who reads what. */
    private static final class RecordingStore extends ForwardingBlobStore {
        private final List<String> reads;

        RecordingStore(BlobStore store, List<String> reads) {
            super(store);
            this.reads = reads;
        }

        @Override
        public Blob getBlob(String container, String key, GetOptions options) {
            List<String> ranges = options.getRanges();
            reads.add(key + " " + (ranges.isEmpty() ? "all" : String.join(",", ranges)));
            return super.getBlob(container, key, options);
        }
    }
}
