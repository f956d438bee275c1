package org.pgfiles.http.stack;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.containers.ComposeContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * The images of {@code docker/}, started by testcontainers; profile {@code containers}.
 *
 * <p><strong>Untested:</strong> it is compiled in every build, but no container engine was available where it was
 * written. The ports are the ones that the compose file publishes, and not testcontainers' random ones: the host and port
 * of the S3 server are part of every signature.
 */
final class ContainersStack implements Stack {
    private static final String PASSWORD = "onlyfortests";
    private static final String SECRET = "only-for-tests-0123456789-0123456789";

    private final ComposeContainer containers;

    private ContainersStack(ComposeContainer containers) {
        this.containers = containers;
    }

    static ContainersStack start() {
        ComposeContainer containers = new ComposeContainer(
                        Path.of("../../docker/compose.yaml").toFile())
                .withEnv("POSTGRES_PASSWORD", PASSWORD)
                .withEnv("JWT_SECRET", SECRET)
                .withBuild(true)
                .waitingFor("postgrest", Wait.forLogMessage(".*Schema cache loaded.*", 1))
                .withStartupTimeout(Duration.ofMinutes(10));
        containers.start();
        return new ContainersStack(containers);
    }

    @Override
    public URI postgrestUrl() {
        return URI.create("http://localhost:3000");
    }

    @Override
    public URI s3Endpoint() {
        return URI.create("http://localhost:9000");
    }

    @Override
    public String jwtSecret() {
        return SECRET;
    }

    @Override
    public Database database() {
        return new Database("jdbc:postgresql://localhost:5432/app", "postgres", PASSWORD);
    }

    @Override
    public String runtime() {
        return "pljava";
    }

    @Override
    public Optional<Path> postgresLog() {
        return Optional.empty();
    }

    @Override
    public Optional<Path> credentialsFile() {
        return Optional.empty();
    }

    @Override
    public void reloadPostgrest() {
        database().execute("notify pgrst");
    }

    @Override
    public Optional<Postgrest> startPostgrest(Map<String, String> settings) {
        return Optional.empty();
    }

    @Override
    public void close() {
        containers.stop();
    }
}
