package org.pgfiles.http;

import java.util.UUID;
import org.pgfiles.http.client.Api;
import org.pgfiles.http.client.Response;
import org.pgfiles.http.client.Token;
import org.pgfiles.http.client.User;
import org.pgfiles.http.stack.Stack;

/** A database role for the store's notifications, with a service token, while a test runs. */
record StoreRole(World world, String name) implements AutoCloseable {
    static StoreRole in(World world) {
        String name = "api_service_store_" + UUID.randomUUID().toString().substring(0, 8);
        world.database().execute("create role " + name + " nologin");
        world.database().execute("grant " + name + " to authenticator");
        world.database().execute("select files.grant_api_to('" + name + "', 'service')");
        world.database().execute("insert into pgfiles.service_token (jti, role) values (?, ?::name)", name, name);
        return new StoreRole(world, name);
    }

    /** Sends a notification with this role's token. */
    Response post(String event) {
        Stack stack = world.stack();
        String claims = "{\"role\": \"%s\", \"jti\": \"%s\"}".formatted(name, name);
        String token = Token.hs256(claims, stack.jwtSecret());
        return new Api(stack.postgrestUrl(), User.ANONYMOUS, token).rpc("s3_event", event);
    }

    @Override
    public void close() {
        world.database().execute("delete from pgfiles.service_token where jti = ?", name);
        world.database().execute("drop owned by " + name);
        world.database().execute("drop role " + name);
    }
}
