package org.pgfiles.http.stack;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.pgfiles.http.client.Token;
import org.pgfiles.http.client.User;

/** A running PostgreSQL with pgfiles, PostgREST in front of it, and an S3 server that verifies signatures. */
public interface Stack extends AutoCloseable {
    /** Base URL of PostgREST, without a slash at its end. */
    URI postgrestUrl();

    /** Base URL of the S3 server as clients reach it, without a slash at its end. */
    URI s3Endpoint();

    /** The secret by which PostgREST verifies tokens (HS256). */
    String jwtSecret();

    /** A token for somebody; empty for nobody. */
    default String token(User user) {
        return user.isAnonymous() ? "" : Token.hs256(user.claims(), jwtSecret());
    }

    /** The application's database, as a superuser. */
    Database database();

    /** The organization of one test, and a foreign one. */
    default List<String> organizations() {
        String suffix = UUID.randomUUID().toString().substring(0, 8);
        return List.of("acme-" + suffix, "globex-" + suffix);
    }

    /** The id of a new row that files may belong to; an archived one is seen by all of its organization and changed by nobody. */
    default String newSite(String organization, boolean isArchived) {
        return database()
                .text(
                        "insert into app.site (organization_id, name, is_archived) values (?, 'Site', ?) returning id",
                        organization,
                        isArchived);
    }

    /** Where organizations have files besides those of the tests: a set for the ids of those that one test makes. */
    default Optional<Set<UUID>> made() {
        return Optional.empty();
    }

    /** PostgreSQL's log, where it is a file that the tests may read. */
    Optional<Path> postgresLog();

    /** The file with the store's secret key, where the tests may read it: to search answers and logs for the secret. */
    Optional<Path> credentialsFile();

    /** Aborts a test that has not made anything yet, where PostgREST is not to be reloaded. */
    default void requireReload() {}

    /** Has PostgREST read its configuration and the schema anew; it does so shortly afterwards. */
    void reloadPostgrest();

    /** A second PostgREST with some settings of its own, where the tests can start one; closed by the caller. */
    Optional<Postgrest> startPostgrest(Map<String, String> settings);

    @Override
    void close();
}
