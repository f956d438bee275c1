package org.pgfiles.http;

import java.time.Duration;
import java.time.Instant;

/** A function that a test adds to the API for its own length; the product has none for tests. */
record TemporaryRpc(World world, String name) implements AutoCloseable {
    /** Creates the function with the rest of its definition in {@code files} and waits until PostgREST takes a call of it. */
    TemporaryRpc(World world, String name, String definition, String arguments) {
        this(world, name);
        world.stack().requireReload();
        world.database().execute("create function files." + name + definition);
        world.database().execute("grant execute on function files." + name + " to authenticated");
        world.stack().reloadPostgrest();
        Instant until = Instant.now().plus(Duration.ofSeconds(30));
        while (world.alice().rpc(name, arguments).problem().code().equals("PGRST202")) {
            if (Instant.now().isAfter(until)) {
                close();
                throw new AssertionError("PostgREST does not serve " + name);
            }
            World.pause(Duration.ofMillis(100));
        }
    }

    @Override
    public void close() {
        world.database().execute("drop function files." + name);
        world.stack().reloadPostgrest();
    }
}
