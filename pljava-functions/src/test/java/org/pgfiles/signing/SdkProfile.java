package org.pgfiles.signing;

import java.net.URI;
import java.time.Instant;
import java.util.Random;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** A random profile, and the SDK's presigner set up for the same one. */
record SdkProfile(
        S3Presigner presigner,
        String endpoint,
        String region,
        String bucket,
        boolean path,
        AwsCredentials credentials,
        String token)
        implements SdkAutoCloseable {

    private static final String[] BUCKETS = {"bucket", "my-bucket-1", "dotted.bucket.name", "0ab", "a".repeat(63)};
    private static final String[] REGIONS = {"us-east-1", "eu-central-1", "us-gov-west-1", "ap-southeast-4"};
    private static final String[] ENDPOINTS = {
        "http://localhost:9000",
        "http://localhost:80",
        "http://minio",
        "https://minio.example.com",
        "https://minio.example.com:443",
        "https://minio.example.com:80",
        "http://127.0.0.1:9000",
        "https://10.1.2.3",
        "https://0123456789abcdef.r2.cloudflarestorage.com",
        "https://s3.us-west-004.backblazeb2.com"
    };

    static SdkProfile next(Random random) {
        String bucket = BUCKETS[random.nextInt(BUCKETS.length)];
        String override = ENDPOINTS[random.nextInt(ENDPOINTS.length)];
        // The one class that differs: here the SDK puts a dotted bucket in front of an address, a name that no resolver
        // knows
        // (dotted.bucket.name.127.0.0.1). We keep to path style, as the SDK does for other buckets at an address.
        boolean path = random.nextBoolean() || (bucket.contains(".") && override.startsWith("http://127."));
        String id = random.nextBoolean() ? "AKIAIOSFODNN7EXAMPLE" : "minio+admin=~";
        String secret = random.nextBoolean() ? "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" : "s".repeat(100);
        String token = random.nextBoolean() ? "" : "IQoJb3JpZ2luX2VjE+/=" + random.nextLong();
        AwsCredentials credentials = token.isEmpty()
                ? AwsBasicCredentials.create(id, secret)
                : AwsSessionCredentials.create(id, secret, token);
        S3Presigner.Builder builder = S3Presigner.builder()
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(path).build());
        String region = REGIONS[random.nextInt(REGIONS.length)];
        String endpoint;
        if (random.nextInt(3) == 0) {
            boolean dualstack = random.nextBoolean();
            boolean fips = region.startsWith("us-") && random.nextBoolean();
            endpoint = "https://s3" + (fips ? "-fips" : "") + (dualstack ? ".dualstack." : ".") + region
                    + ".amazonaws.com";
            if (region.equals("us-east-1") && !dualstack && !fips) {
                endpoint = "https://s3.amazonaws.com";
            }
            builder.dualstackEnabled(dualstack).fipsEnabled(fips);
        } else {
            endpoint = override;
            region = endpoint.contains("r2") ? "auto" : region;
            builder.endpointOverride(URI.create(endpoint));
        }
        S3Presigner presigner = builder.region(Region.of(region)).build();
        return new SdkProfile(presigner, endpoint, region, bucket, path, credentials, token);
    }

    /** Our profile line for a time as in X-Amz-Date. */
    String line(String time) {
        Instant instant = Instant.from(Lines.BASIC.parse(time));
        return Lines.profile(
                endpoint,
                region,
                bucket,
                path,
                credentials.accessKeyId(),
                credentials.secretAccessKey(),
                token,
                instant);
    }

    @Override
    public void close() {
        presigner.close();
    }
}
