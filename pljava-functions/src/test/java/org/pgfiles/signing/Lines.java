package org.pgfiles.signing;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the lines that SQL hands over, independently of the code that reads them. */
final class Lines {
    static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private Lines() {}

    static String line(List<String> fields) {
        return fields.stream()
                .map(field -> field.replace("\\", "\\\\")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r"))
                .collect(Collectors.joining("\t"));
    }

    static String line(String... fields) {
        return line(List.of(fields));
    }

    /** A profile whose signing key is derived for the day of {@code time}. */
    static String profile(
            String endpoint,
            String region,
            String bucket,
            boolean path,
            String accessKeyId,
            String secret,
            String token,
            Instant time) {
        String day = BASIC.format(time).substring(0, 8);
        return line(
                endpoint,
                region,
                bucket,
                path ? "path" : "virtual",
                accessKeyId,
                HexFormat.of().formatHex(SigningKey.derive(secret, day, region)),
                token,
                Long.toString(time.getEpochSecond()));
    }
}
