package org.pgfiles.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/**
 * A row of {@code pgfiles.bucket} that only one test's organization is sent to: the default bucket with some columns
 * changed. It stays, because its files do.
 */
record RoutedBucket(String name) {
    /** The columns to change, as a JSON object to fill. */
    static ObjectNode changes() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** For all new files of acme. */
    static RoutedBucket forAcme(World world, ObjectNode changes) {
        RoutedBucket bucket = unrouted(world, changes);
        bucket.takesFilesOf(world, world.acme());
        return bucket;
    }

    /** For nobody yet. */
    static RoutedBucket unrouted(World world, ObjectNode changes) {
        String name = "test-" + UUID.randomUUID();
        String row = changes.put("name", name).put("is_default", false).toString();
        world.database()
                .execute(
                        "insert into pgfiles.bucket select (jsonb_populate_record(b, ?::jsonb)).* from pgfiles.bucket b where b.is_default",
                        row);
        return new RoutedBucket(name);
    }

    void takesFilesOf(World world, String organization) {
        world.database()
                .execute(
                        "insert into pgfiles.bucket_route (organization_id, bucket) values (?, ?)", organization, name);
    }
}
