package org.pgfiles.http.stack;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.opentest4j.TestAbortedException;
import org.pgfiles.http.client.Token;
import org.pgfiles.http.client.User;

/**
 * Any installation, as a file of properties describes it: addresses, tokens or what signs them, a row that files may belong to,
 * and perhaps the database. A test that needs what the file does not have is aborted, with the name of the property.
 *
 * <p>With the database, the secret and a statement that makes an entity each test has organizations of its own; otherwise those
 * of the file, in which there are files of others.
 */
public final class TargetStack implements Stack {
    private static final String CLAIMS =
            "{\"role\": \"authenticated\", \"user\": {\"user_id\": \"$user\", \"organization_id\": \"$organization\", \"role\": \"$role\"}}";

    /** Objects that are still to be deleted are not given up. */
    private static final String TABLES_OF_ORGANIZATIONS =
            """
            select c.oid::regclass
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped
            where c.relnamespace = 'pgfiles'::regnamespace and c.relkind in ('r', 'p')
                and c.relname not in ('file', 'doomed_object')
            order by c.relname
            """;

    private final Properties properties;
    private final Queue<Set<UUID>> made = new ConcurrentLinkedQueue<>();
    private final Queue<String> organizations = new ConcurrentLinkedQueue<>();
    private final Queue<String> sites = new ConcurrentLinkedQueue<>();

    private TargetStack(Properties properties) {
        this.properties = properties;
    }

    public static TargetStack read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TargetStack target = new TargetStack(properties);
        target.postgrestUrl();
        System.setProperty("pgfiles.site", properties.getProperty("entity_type", "site"));
        return target;
    }

    /** Aborts the test that needs a property that is not there. */
    private String needed(String name) {
        return optional(name).orElseThrow(() -> new TestAbortedException("needs " + name));
    }

    private Optional<String> optional(String name) {
        return Optional.ofNullable(properties.getProperty(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /** Whether each test has organizations of its own, in which no file is anybody else's. */
    public boolean hasOwnOrganizations() {
        return List.of("database_url", "jwt_secret", "entity_insert").stream()
                .allMatch(name -> optional(name).isPresent());
    }

    @Override
    public URI postgrestUrl() {
        return URI.create(
                optional("postgrest_url").orElseThrow(() -> new IllegalArgumentException("needs postgrest_url")));
    }

    @Override
    public URI s3Endpoint() {
        return URI.create(needed("s3_endpoint"));
    }

    /** Where the store is, if the file says so. */
    public Optional<URI> store() {
        return optional("s3_endpoint").map(URI::create);
    }

    @Override
    public String jwtSecret() {
        return needed("jwt_secret");
    }

    @Override
    public String token(User user) {
        if (user.isAnonymous()) {
            return "";
        }
        Optional<String> secret = optional("jwt_secret");
        if (secret.isEmpty()) {
            return needed("token_" + person(user));
        }
        String claims = optional("claims")
                .orElse(CLAIMS)
                .replace("$user", user.id())
                .replace("$organization", user.organization())
                .replace("$role", user.role());
        return Token.hs256(claims, secret.get());
    }

    private String person(User user) {
        Map<User, String> known = Map.of(
                User.alice(organization()), "owner",
                User.bob(organization()), "colleague",
                User.admin(organization()), "admin",
                User.carol(otherOrganization()), "stranger");
        return Optional.ofNullable(known.get(user)).orElseThrow(() -> new TestAbortedException("needs jwt_secret"));
    }

    private String organization() {
        return optional("organization").orElse("acme");
    }

    private String otherOrganization() {
        return optional("other_organization").orElse("globex");
    }

    @Override
    public Database database() {
        return new Database(
                needed("database_url"),
                needed("database_user"),
                optional("database_password").orElse(""));
    }

    @Override
    public List<String> organizations() {
        if (!hasOwnOrganizations()) {
            return List.of(organization(), otherOrganization());
        }
        List<String> own = Stack.super.organizations();
        organizations.addAll(own);
        return own;
    }

    @Override
    public String newSite(String organization, boolean isArchived) {
        if (hasOwnOrganizations()) {
            String site = database()
                    .text(needed("entity_insert")
                            .replace("$organization", "'" + organization + "'")
                            .replace("$is_archived", String.valueOf(isArchived)));
            sites.add(site);
            return site;
        }
        boolean isForeign = organization.equals(otherOrganization());
        return needed(isForeign ? "other_entity_id" : isArchived ? "archived_entity_id" : "entity_id");
    }

    @Override
    public Optional<Set<UUID>> made() {
        if (hasOwnOrganizations()) {
            return Optional.empty();
        }
        Set<UUID> ids = ConcurrentHashMap.newKeySet();
        made.add(ids);
        return Optional.of(ids);
    }

    /** Removes what the tests have made, and says what is left, in words; nothing if all is gone. */
    public Optional<String> removeAll() {
        List<UUID> ids = made.stream().flatMap(Set::stream).toList();
        if (ids.isEmpty() && organizations.isEmpty()) {
            return Optional.empty();
        }
        String files = hasOwnOrganizations()
                ? "array(select id from pgfiles.file where organization_id in (" + quoted(organizations) + "))"
                : "array[" + quoted(ids) + "]::uuid[]";
        if (optional("database_url").isEmpty()) {
            return Optional.of(ids.size() + " files, since database_url is not given; a DBA removes them by "
                    + written(remove(files)));
        }
        Database database = database();
        String parts =
                database.text("select count(*) from pgfiles.multipart_upload where file_id = any (" + files + ")");
        database.execute(remove(files));
        if (hasOwnOrganizations()) {
            for (String table : database.texts(TABLES_OF_ORGANIZATIONS)) {
                database.execute("delete from " + table + " where organization_id in (" + quoted(organizations) + ")");
            }
            optional("entity_delete")
                    .ifPresent(
                            delete -> sites.forEach(site -> database.execute(delete.replace("$id", "'" + site + "'"))));
        }
        return parts.equals("0")
                ? Optional.empty()
                : Optional.of(
                        parts + " uploads in parts that were not completed; the store's rule for such removes them");
    }

    private static Path written(String statement) {
        try {
            return Files.writeString(Path.of("pgfiles-prove-left.sql"), statement + ";\n")
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** When no worker has to do with them any more: the objects by the database's own credentials, then the rows. */
    private static String remove(String files) {
        return """
                do $$
                declare
                    v_files uuid[] := FILES;
                    v_problem text;
                    v_batch jsonb;
                begin
                    for i in 1..120 loop
                        exit when not exists (
                            select from pgfiles.job j where j.file_id = any (v_files) and j.died_at is null);
                        perform pg_sleep(0.5);
                    end loop;
                    select jsonb_build_object(
                        'threads', 4, 'deadline_ms', 60000,
                        'stores', pgfiles.describe_stores(array_agg(distinct o.bucket)),
                        'jobs', jsonb_agg(jsonb_build_object(
                            'job_id', o.n, 'kind', 'delete_objects', 'bucket', o.bucket,
                            'can_delete_many', true, 'objects', o.objects))) into v_batch
                    from (
                        select row_number() over () as n, f.bucket,
                            jsonb_agg(jsonb_build_object('id', 0, 'key', k.key)) as objects
                        from pgfiles.file f
                        cross join lateral (
                            select f.s3_original_key
                            union select f.checked_key where f.checked_key is not null
                            union all select v.value ->> 's3_key' from jsonb_each(f.variants) v) k (key)
                        where f.id = any (v_files)
                        group by f.bucket) o
                    having count(*) > 0;
                    if v_batch is not null then
                        select string_agg(concat_ws('; ', nullif(r ->> 'detail', ''), u ->> 'problem'), '; ')
                        into v_problem
                        from jsonb_array_elements(pgfiles.run_batch(v_batch)) r
                        left join lateral jsonb_array_elements(r -> 'undeleted') u on true
                        where r ->> 'outcome' <> 'ready' or u is not null;
                    end if;
                    if v_problem is not null then raise exception 'objects are left: %', v_problem; end if;
                    delete from pgfiles.file where id = any (v_files);
                end
                $$"""
                .replace("FILES", files);
    }

    private static String quoted(Iterable<?> values) {
        StringBuilder list = new StringBuilder();
        for (Object value : values) {
            list.append(list.isEmpty() ? "'" : ", '").append(value).append('\'');
        }
        return list.toString();
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
    public void requireReload() {
        throw new TestAbortedException("needs a PostgREST of the tests' own");
    }

    @Override
    public void reloadPostgrest() {
        requireReload();
    }

    @Override
    public Optional<Postgrest> startPostgrest(Map<String, String> settings) {
        return Optional.empty();
    }

    /** {@link #removeAll} is called when all that can be said of the target was said. */
    @Override
    public void close() {}
}
