package org.pgfiles.http;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A second entity type for the sites, with its routes. Clients read the list of all types, so it goes with its test. */
record TemporaryEntityType(World world, String name) implements AutoCloseable {
    static TemporaryEntityType forSites(World world) {
        String name = "site_" + UUID.randomUUID().toString().replace("-", "");
        world.database()
                .execute("insert into pgfiles.entity_type (name, table_name) values (?, 'app.site'::regclass)", name);
        return new TemporaryEntityType(world, name);
    }

    /** Sends its files to a bucket; of one organization, or with null of any. */
    void route(@Nullable String organization, RoutedBucket bucket) {
        world.database()
                .execute(
                        "insert into pgfiles.bucket_route (organization_id, entity_type, bucket) values (nullif(?, ''), ?, ?)",
                        organization == null ? "" : organization,
                        name,
                        bucket.name());
    }

    @Override
    public void close() {
        world.database().execute("delete from pgfiles.bucket_route where entity_type = ?", name);
        world.database().execute("delete from pgfiles.file where entity_type = ?", name);
        world.database().execute("delete from pgfiles.entity_type where name = ?", name);
    }
}
