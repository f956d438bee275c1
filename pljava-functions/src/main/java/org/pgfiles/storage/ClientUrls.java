package org.pgfiles.storage;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.signing.BatchPresigner;
import org.pgfiles.signing.PostForm;

/** Signs requests to a bucket as clients get them, for five minutes from when it was made. */
final class ClientUrls {
    private static final int SECONDS = 300;

    private final String profile;

    private ClientUrls(String profile) {
        this.profile = profile;
    }

    /** @throws PgfilesException CREDENTIALS_MISSING */
    static ClientUrls of(Store store, String bucket) {
        Instant now = Instant.now();
        DerivedKeys.DerivedKey key = DerivedKeys.derive(
                store.credentialProfile(),
                store.region(),
                DateTimeFormatter.BASIC_ISO_DATE
                        .withZone(ZoneOffset.UTC)
                        .format(now)
                        .substring(0, 8));
        String endpoint = store.endpoint();
        return new ClientUrls(String.join(
                "\t",
                endpoint == null ? "https://s3." + store.region() + ".amazonaws.com" : endpoint,
                store.region(),
                bucket,
                store.isPathStyle() ? "path" : "virtual",
                key.accessKeyId(),
                key.signingKey(),
                key.sessionToken() == null ? "" : key.sessionToken(),
                String.valueOf(now.getEpochSecond())));
    }

    /** The same through another address. */
    ClientUrls at(String endpoint) {
        return new ClientUrls(endpoint + profile.substring(profile.indexOf('\t')));
    }

    /** A request without headers of its own. */
    String url(String method, String key) {
        return url(method, key, Map.of(), "");
    }

    /** @param pairs for example "\tq:uploads\t" */
    String url(String method, String key, Map<String, String> headers, String pairs) {
        return required(BatchPresigner.ofMethod(profile, method, SECONDS, 1, line(key, headers, pairs))
                .toText());
    }

    /** A request about the bucket itself. */
    String ofBucket(String method, Map<String, String> headers, String pairs) {
        return required(BatchPresigner.ofBucket(profile, method, SECONDS, line("", headers, pairs))
                .toText());
    }

    /** A form of one key and a range of sizes: its URL under the empty name, then its fields. */
    Map<String, String> form(String key, String type, int minSize, int maxSize) {
        String[] fields = required(PostForm.ofFile(profile, SECONDS, minSize, maxSize, key + "\tContent-Type\t" + type))
                .split("\t", -1);
        Map<String, String> form = new LinkedHashMap<>();
        form.put("", fields[0]);
        for (int i = 1; i + 1 < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        return form;
    }

    private static byte[] line(String key, Map<String, String> headers, String pairs) {
        StringBuilder line = new StringBuilder(key).append(pairs);
        headers.forEach(
                (name, value) -> line.append("\th:").append(name).append('\t').append(value));
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String required(String answer) {
        if (answer.startsWith("!")) {
            throw new PgfilesException(
                    ErrorCode.INTERNAL_ERROR, answer.substring(1).replace('\t', ' '), "");
        }
        return answer;
    }
}
