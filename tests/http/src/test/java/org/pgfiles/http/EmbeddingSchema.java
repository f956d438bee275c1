package org.pgfiles.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.pgfiles.http.client.Api;

/**
 * What docs/how-to/embed-in-your-own-table.md says, done: its SQL is run as it stands there. PostgREST serves one schema
 * more for as long as this is open.
 */
record EmbeddingSchema(World world) implements AutoCloseable {
    static final String NAME = "api";

    private static final Path HOW_TO = Path.of("../../docs/how-to/embed-in-your-own-table.md");
    private static final Pattern SQL_BLOCK = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

    static EmbeddingSchema create(World world) {
        world.stack().requireReload();
        EmbeddingSchema schema = new EmbeddingSchema(world);
        // Left over by a run that was broken off.
        schema.close();
        for (String block : sqlOfTheHowTo()) {
            world.database().execute(block);
        }
        world.stack().reloadPostgrest();
        return schema;
    }

    private static List<String> sqlOfTheHowTo() {
        try {
            return SQL_BLOCK
                    .matcher(Files.readString(HOW_TO))
                    .results()
                    .map(block -> block.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until PostgREST has read its configuration and the schema. */
    void await(Api user) {
        Instant until = Instant.now().plus(Duration.ofSeconds(30));
        String query = "/sites?select=name,files(file_name,download_url)&limit=0";
        while (user.send("GET", query, "", "Accept-Profile", NAME).status() != 200) {
            if (Instant.now().isAfter(until)) {
                throw new AssertionError("PostgREST does not embed: "
                        + user.send("GET", query, "", "Accept-Profile", NAME).text());
            }
            World.pause(Duration.ofMillis(100));
        }
    }

    @Override
    public void close() {
        world.database().execute("drop schema if exists " + NAME + " cascade");
        world.database().execute("alter role authenticator reset pgrst.db_schemas");
        world.database().execute("alter role authenticator reset pgrst.db_extra_search_path");
        world.stack().reloadPostgrest();
    }
}
