package org.pgfiles.http.stack;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A running PostgreSQL with pgfiles, PostgREST in front of it, and an S3 server that verifies signatures. */
public interface Stack extends AutoCloseable {
    /** Base URL of PostgREST, without a slash at its end. */
    URI postgrestUrl();

    /** Base URL of the S3 server as clients reach it, without a slash at its end. */
    URI s3Endpoint();

    /** The secret by which PostgREST verifies tokens (HS256). */
    String jwtSecret();

    /** The application's database, as a superuser. */
    Database database();

    /** How PostgreSQL calls Java: {@code pljava} or {@code bridge}. */
    String runtime();

    /** PostgreSQL's log, where it is a file that the tests may read. */
    Optional<Path> postgresLog();

    /** The file with the store's secret key, where the tests may read it: to search answers and logs for the secret. */
    Optional<Path> credentialsFile();

    /** Has PostgREST read its configuration and the schema anew; it does so shortly afterwards. */
    void reloadPostgrest();

    /** A second PostgREST with some settings of its own, where the tests can start one; closed by the caller. */
    Optional<Postgrest> startPostgrest(Map<String, String> settings);

    @Override
    void close();
}
