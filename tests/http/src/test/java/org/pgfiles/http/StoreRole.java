package org.pgfiles.http;

import java.util.UUID;
import org.pgfiles.http.client.Response;

/** A database role for the store's notifications, while a test runs. */
record StoreRole(World world, String name) implements AutoCloseable {
    static StoreRole in(World world) {
        String name = "api_service_store_" + UUID.randomUUID().toString().substring(0, 8);
        world.database().execute("create role " + name + " nologin");
        world.database().execute("grant " + name + " to authenticator");
        world.database().execute("select files.grant_service_to('" + name + "')");
        return new StoreRole(world, name);
    }

    /** Sends a notification with this role's token. */
    Response post(String event) {
        return world.anonymous()
                .send(
                        "POST",
                        "/rpc/s3_event",
                        event,
                        "Authorization",
                        "Bearer " + world.stack().tokenOf("{\"role\": \"" + name + "\"}"));
    }

    @Override
    public void close() {
        world.database().execute("drop owned by " + name);
        world.database().execute("drop role " + name);
    }
}
