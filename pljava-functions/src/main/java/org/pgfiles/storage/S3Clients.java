package org.pgfiles.storage;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/** One client for each store, kept as long as the backend lives: building one takes longer than using it. */
final class S3Clients {
    static final Duration CONNECT = Duration.ofSeconds(3);
    static final Duration READ = Duration.ofSeconds(10);
    /** From the first try to the answer's head, all tries together. */
    static final Duration CALL = Duration.ofSeconds(30);

    /** The queue tries again too, later and with patience. */
    private static final int TRIES = 2;

    private static final SdkHttpClient HTTP = UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT)
            .socketTimeout(READ)
            .build();
    private static final Map<Store, S3Client> CLIENTS = new ConcurrentHashMap<>();

    private S3Clients() {}

    static S3Client of(Store store) {
        return CLIENTS.computeIfAbsent(store, S3Clients::build);
    }

    private static S3Client build(Store store) {
        // The builder reads the credential files, too, and its error about them would be taken for a mistake of ours.
        CredentialSource.resolve(store.credentialProfile());
        S3ClientBuilder client = S3Client.builder()
                .httpClient(HTTP)
                .region(Region.of(store.region()))
                .credentialsProvider(CredentialSource.provider(store.credentialProfile()))
                // Newer SDKs add checksum trailers that R2, Backblaze and others refuse.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .forcePathStyle(store.isPathStyle())
                // A thumbnail is sent at once, without asking first whether it is welcome, and in one piece: not every
                // store takes chunks, and some keep "aws-chunked" as the object's encoding and tell browsers.
                .serviceConfiguration(S3Configuration.builder()
                        .expectContinueEnabled(false)
                        .chunkedEncodingEnabled(false)
                        .build())
                .overrideConfiguration(c -> c.apiCallTimeout(CALL)
                        .retryStrategy(retries -> retries.maxAttempts(TRIES))
                        .addExecutionInterceptor(new Md5OfDeletions()));
        URI endpoint = store.endpointUri();
        if (endpoint != null) {
            client.endpointOverride(endpoint);
        }
        return client.build();
    }
}
