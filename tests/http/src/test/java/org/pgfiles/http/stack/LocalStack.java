package org.pgfiles.http.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Processes on this machine that {@code tests/stack/up} has started; it describes them in {@code .dev/NAME/env}, whose
 * variables are this record's source. Closing it leaves them running: who started them stops them.
 */
public record LocalStack(
        URI postgrestUrl,
        URI s3Endpoint,
        String jwtSecret,
        Database database,
        Optional<Path> postgresLog,
        Optional<Path> credentialsFile,
        Path postgrest,
        Path postgrestConfig,
        Path postgrestPidFile)
        implements Stack {

    /**
     * The stack that the environment describes.
     *
     * @throws IllegalStateException with the command to run, if a variable is missing
     */
    public static LocalStack from(Map<String, String> environment) {
        return new LocalStack(
                URI.create(required(environment, "POSTGREST_URL")),
                URI.create(required(environment, "S3_ENDPOINT")),
                required(environment, "JWT_SECRET"),
                new Database(
                        required(environment, "JDBC_URL"),
                        required(environment, "PGUSER"),
                        required(environment, "PGPASSWORD")),
                Optional.ofNullable(environment.get("POSTGRES_LOG")).map(Path::of),
                Optional.ofNullable(environment.get("S3_CREDENTIALS_FILE")).map(Path::of),
                Path.of(required(environment, "POSTGREST")),
                Path.of(required(environment, "POSTGREST_CONFIG")),
                Path.of(required(environment, "POSTGREST_PID_FILE")));
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException(
                    name + " is not set: these tests need a running stack. Run `make test`, which"
                            + " starts one, or `tests/stack/up test` and then `set -a; . .dev/test/env; set +a` before mvn.");
        }
        return value;
    }

    @Override
    public void reloadPostgrest() {
        try {
            long pid = Long.parseLong(Files.readString(postgrestPidFile).strip());
            Postgrest.signal(pid, "USR2");
            Postgrest.signal(pid, "USR1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Postgrest> startPostgrest(Map<String, String> settings) {
        return Optional.of(Postgrest.start(postgrest, postgrestConfig, settings));
    }

    @Override
    public void close() {}
}
