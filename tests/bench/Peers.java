import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.pgfiles.sql.Signing;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * The peers that live in a JVM of their own. Reads commands from standard input, answers each with one line and an end mark:
 * {@code load profile requests secret} (paths of files), {@code plain} and {@code sdk} (milliseconds for all requests),
 * {@code sdk-url} (the SDK's URL of the first request).
 */
final class Peers {
    private static String profile;
    private static byte[] requests;
    private static String[][] fields;
    private static S3Presigner sdk;
    private static long sink;

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(answer(line.split(" ")));
            System.out.println("--end--");
            System.out.flush();
        }
    }

    private static String answer(String[] command) throws IOException {
        long start = System.nanoTime();
        switch (command[0]) {
            case "load" -> load(command);
            case "plain" -> sink += Signing.presignBatch(profile, requests).length;
            case "sdk" -> {
                for (String[] request : fields) {
                    sink += sign(request).length();
                }
            }
            case "sdk-url" -> {
                return sign(fields[0]);
            }
            default -> throw new IllegalArgumentException(command[0]);
        }
        return Double.toString((System.nanoTime() - start) / 1e6);
    }

    private static void load(String[] command) throws IOException {
        profile = Files.readString(Path.of(command[1])).strip();
        requests = Files.readAllBytes(Path.of(command[2]));
        fields = new String(requests, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split("\t"))
                .toArray(String[][]::new);
        String[] p = profile.split("\t", -1);
        String secret = Files.readString(Path.of(command[3])).strip();
        sdk = S3Presigner.builder()
                .endpointOverride(URI.create(p[0]))
                .region(Region.of(p[1]))
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(p[3].equals("path"))
                        .build())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(p[4], secret)))
                .build();
    }

    /** A request is PUT, seconds, key, h:content-type, its value, h:content-length, its value. */
    private static String sign(String[] request) {
        String bucket = profile.split("\t", 4)[2];
        return sdk.presignPutObject(put -> put.signatureDuration(Duration.ofSeconds(Long.parseLong(request[1])))
                        .putObjectRequest(object -> object.bucket(bucket)
                                .key(request[2])
                                .contentType(request[4])
                                .contentLength(Long.parseLong(request[6]))))
                .url()
                .toString();
    }
}
