package org.pgfiles.http.stack;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * The image of {@code docker/} in a container, and in two more PostgREST and S3Proxy, started by testcontainers; profile
 * {@code containers}. {@code tests/stack/test-containers} builds the image, in which there is all that the other two need, and
 * says where their programs are.
 */
final class ContainersStack implements Stack {
    private static final String PASSWORD = "onlyfortests";
    private static final String SECRET = "only-for-tests-0123456789-0123456789";

    private final Network network;
    private final GenericContainer<?> store;
    private final GenericContainer<?> db;
    private final GenericContainer<?> api;

    private ContainersStack(Map<String, String> environment) {
        network = Network.newNetwork();
        store = container(environment, "store", 9000, Wait.forHttp("/").forStatusCode(403))
                .withCopyFileToContainer(
                        MountableFile.forHostPath(environment.getOrDefault("S3PROXY", "")), "/tmp/s3proxy")
                .withCopyToContainer(
                        Transferable.of(
                                """
                                s3proxy.endpoint=http://0.0.0.0:9000
                                s3proxy.authorization=aws-v2-or-v4
                                s3proxy.identity=pgfiles
                                s3proxy.credential=%s
                                s3proxy.cors-allow-all=true
                                s3proxy.ignore-unknown-headers=true
                                jclouds.provider=filesystem-nio2
                                jclouds.filesystem.basedir=/tmp/s3
                                """
                                        .formatted(PASSWORD)),
                        "/tmp/s3proxy.conf")
                .withCommand(
                        "sh",
                        "-c",
                        "mkdir -p /tmp/s3/pgfiles"
                                + " && exec java -cp '/tmp/s3proxy:/tmp/s3proxy/lib/*' StrictS3 /tmp/s3proxy.conf");
        // Until a worker has looked at the store no forms are given out.
        db = container(
                        environment,
                        "db",
                        5432,
                        Wait.forSuccessfulCommand(
                                "pg_isready -h localhost && psql -XAt -d app -c 'table pgfiles.bucket_check' | grep -q ."))
                .withCopyFileToContainer(MountableFile.forHostPath("../stack/app.sql"), "/pgfiles/app.sql")
                .withEnv("POSTGRES_PASSWORD", PASSWORD)
                .withEnv("S3_ENDPOINT", "http://store:9000")
                .withEnv("S3_BUCKET", "pgfiles")
                .withEnv("AWS_ACCESS_KEY_ID", "pgfiles")
                .withEnv("AWS_SECRET_ACCESS_KEY", PASSWORD);
        api = container(
                        environment,
                        "api",
                        3000,
                        Wait.forHttp("/ready").forPort(3001).forStatusCode(200))
                .withCopyFileToContainer(
                        MountableFile.forHostPath(environment.getOrDefault("POSTGREST", ""), 0755), "/tmp/postgrest")
                .withEnv("PGRST_DB_URI", "host=db dbname=app user=authenticator password=" + PASSWORD)
                .withEnv("PGRST_DB_SCHEMAS", "files")
                .withEnv("PGRST_DB_ANON_ROLE", "anon")
                .withEnv("PGRST_DB_PRE_REQUEST", "pgfiles.pre_request")
                .withEnv("PGRST_JWT_SECRET", SECRET)
                .withEnv("PGRST_ADMIN_SERVER_PORT", "3001")
                .withCommand("/tmp/postgrest");
        api.addExposedPort(3001);
    }

    private GenericContainer<?> container(Map<String, String> environment, String name, int port, WaitStrategy ready) {
        return new GenericContainer<>(DockerImageName.parse(environment.getOrDefault("PGFILES_IMAGE", "pgfiles")))
                .withNetwork(network)
                .withNetworkAliases(name)
                .withExposedPorts(port)
                .waitingFor(ready.withStartupTimeout(Duration.ofMinutes(10)));
    }

    static ContainersStack start(Map<String, String> environment) {
        ContainersStack stack = new ContainersStack(environment);
        stack.store.start();
        // The store's address is part of every signature, so the database has to know it as clients do.
        stack.db.withEnv("S3_PUBLIC_ENDPOINT", stack.s3Endpoint().toString());
        stack.db.start();
        stack.api.start();
        return stack;
    }

    private static String address(GenericContainer<?> container, int port) {
        return container.getHost() + ":" + container.getMappedPort(port);
    }

    @Override
    public URI postgrestUrl() {
        return URI.create("http://" + address(api, 3000));
    }

    @Override
    public URI s3Endpoint() {
        return URI.create("http://" + address(store, 9000));
    }

    @Override
    public String jwtSecret() {
        return SECRET;
    }

    @Override
    public Database database() {
        return new Database("jdbc:postgresql://" + address(db, 5432) + "/app", "postgres", PASSWORD);
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
        List.of(api, db, store).forEach(GenericContainer::stop);
        network.close();
    }
}
