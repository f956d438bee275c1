package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pgfiles.http.client.Problem;
import org.pgfiles.http.client.Response;
import org.pgfiles.http.client.UploadRequest;
import org.pgfiles.http.client.User;

/** The catalogue {@code pgfiles.error} is a promise to clients: each of its lines holds through PostgREST. */
@Promise("every line of the catalogue of errors holds through PostgREST")
@ExtendWith(WorldExtension.class)
class ErrorContractTest {
    /** One way for a client to meet each error. */
    private static final Map<String, Function<World, Response>> REACHABLE = Map.ofEntries(
            Map.entry("invalid_argument", world -> upload(world, good(world).with("file_name", "a/b"))),
            Map.entry("entity_type_unknown", world -> upload(world, good(world).with("entity_type", "spaceship"))),
            Map.entry("claim_invalid", world -> world.api(User.alice("../globex"))
                    .rpc("generate_upload_url", good(world).ofMyOwn().json())),
            Map.entry("not_allowed", world -> upload(world, UploadRequest.jpeg(world.newArchivedSite(), 1000))),
            Map.entry("not_signed_in", world -> world.api(new User("", world.acme(), "org_client"))
                    .rpc("generate_upload_url", good(world).json())),
            Map.entry("method_not_allowed", world -> world.alice()
                    .get("/rpc/generate_upload_url?file_name=a.jpg&file_type=image/jpeg&file_size=1")),
            Map.entry("entity_not_found", world -> upload(world, UploadRequest.jpeg(world.newForeignSite(), 1000))),
            Map.entry("file_not_found", world -> download(world, UUID.randomUUID(), "original")),
            Map.entry(
                    "variant_not_found",
                    world -> download(
                            world,
                            world.readyPhoto(world.alice(), good(world).with("file_size", TestPhoto.small().length)),
                            "poster")),
            Map.entry("too_large", world -> upload(world, good(world).with("file_size", 1L << 40))),
            Map.entry("type_not_allowed", world -> upload(world, good(world).with("file_type", "text/html"))),
            Map.entry(
                    "file_not_ready",
                    world ->
                            download(world, world.alice().uploadUrl(good(world)).fileId(), "original")),
            Map.entry("rate_limited", world -> uploadWithin(world, "user_calls_per_minute")),
            Map.entry("quota_exceeded", world -> uploadWithin(world, "max_files")),
            Map.entry("token_refused", world -> world.apiWithClaims("{\"role\": \"api_service_idp\"}")
                    .get("/")),
            Map.entry("file_attached", ErrorContractTest::attachTwice),
            Map.entry("signing_key_missing", ErrorContractTest::uploadToRegionWithoutKey),
            Map.entry("not_supported_by_store", ErrorContractTest::formOfAStoreThatNobodyHasLookedAt),
            Map.entry("entity_has_files", ErrorContractTest::deleteARowWithFiles),
            Map.entry("lease_not_held", ErrorContractTest::uploadWhereUnleasedOnesAreRefused),
            Map.entry("bucket_missing", ErrorContractTest::uploadWithoutDefaultBucket));

    private final World world;

    ErrorContractTest(World world) {
        this.world = world;
    }

    private static UploadRequest good(World world) {
        return UploadRequest.jpeg(world.newSite(), 1000);
    }

    private static Response upload(World world, UploadRequest upload) {
        return world.alice().rpc("generate_upload_url", upload.json());
    }

    private static Response download(World world, UUID fileId, String variant) {
        return world.alice()
                .rpc("generate_download_url", "{\"file_id\": \"" + fileId + "\", \"variant\": \"" + variant + "\"}");
    }

    /** The second of two uploads where a limit is 1. */
    private static Response uploadWithin(World world, String limit) {
        world.database()
                .execute("insert into pgfiles.quota (organization_id, " + limit + ") values (?, 1)", world.acme());
        upload(world, good(world)).success();
        return upload(world, good(world));
    }

    private static Response attachTwice(World world) {
        UUID fileId = world.alice().uploadUrl(good(world)).fileId();
        return world.alice()
                .rpc(
                        "attach_file",
                        "{\"file_id\": \"%s\", \"entity_type\": \"site\", \"entity_id\": \"%s\"}"
                                .formatted(fileId, world.newSite()));
    }

    private static Response uploadToRegionWithoutKey(World world) {
        String bucket = "far-" + world.acme();
        world.database()
                .execute("insert into pgfiles.bucket (name, s3_bucket, region) values (?, 'far', 'moon-1')", bucket);
        world.database()
                .execute(
                        "insert into pgfiles.bucket_route (organization_id, bucket) values (?, ?)",
                        world.acme(),
                        bucket);
        try {
            return upload(world, good(world));
        } finally {
            world.database().execute("delete from pgfiles.bucket_route where bucket = ?", bucket);
            world.database().execute("delete from pgfiles.bucket where name = ?", bucket);
        }
    }

    private static Response formOfAStoreThatNobodyHasLookedAt(World world) {
        RoutedBucket.forAcme(world, RoutedBucket.changes().put("s3_bucket", "bare"));
        return world.alice()
                .rpc("generate_upload_form", good(world).without("file_size").json());
    }

    private static Response uploadWhereUnleasedOnesAreRefused(World world) {
        // A bucket that is not there has no lease to give.
        RoutedBucket.forAcme(world, RoutedBucket.changes().put("s3_bucket", "missing-" + world.acme()));
        world.database().execute("insert into pgfiles.setting (name, value) values ('unleased_uploads', 'refuse')");
        try {
            return upload(world, good(world));
        } finally {
            world.database().execute("delete from pgfiles.setting where name = 'unleased_uploads'");
        }
    }

    private static Response deleteARowWithFiles(World world) {
        try (var type = TemporaryEntityType.forSites(world);
                var delete = new TemporaryRpc(
                        world,
                        "delete_site_" + type.name(),
                        "(site text) returns void language sql security definer as $$ delete from app.site s where s.id = $1::uuid $$",
                        "{\"site\": \"5eed0000-0000-4000-8000-000000000999\"}")) {
            world.database()
                    .execute("update pgfiles.entity_type set on_delete = 'restrict' where name = ?", type.name());
            String site = world.newSite();
            world.readyPhoto(
                    world.alice(),
                    UploadRequest.jpeg(site, TestPhoto.small().length).with("entity_type", type.name()));
            return world.alice().rpc(delete.name(), "{\"site\": \"" + site + "\"}");
        }
    }

    private static Response uploadWithoutDefaultBucket(World world) {
        String name = world.database().text("select name from pgfiles.bucket where is_default");
        // For the length of one request there is none; workers don't look for it.
        world.database().execute("update pgfiles.bucket set is_default = false where name = ?", name);
        try {
            return upload(world, good(world));
        } finally {
            world.database().execute("update pgfiles.bucket set is_default = true where name = ?", name);
        }
    }

    /** Code, SQLSTATE, HTTP status and message of every line of the catalogue. */
    private record Line(String code, String sqlState, int status, String message) {}

    private List<Line> catalogue() {
        return world
                .database()
                .texts("select concat_ws('|', code, sqlstate, http_status, message) from pgfiles.error order by code")
                .stream()
                .map(line -> line.split("\\|"))
                .map(part -> new Line(part[0], part[1], Integer.parseInt(part[2]), part[3]))
                .toList();
    }

    /** What only workers can raise is tested with them; the catalogue says which that is. */
    @Test
    void catalogue_everyErrorOfARequest_isProvokedHere() {
        assertThat(world.database().texts("select code from pgfiles.error where raised_by = 'request'"))
                .containsExactlyInAnyOrderElementsOf(REACHABLE.keySet());
    }

    static Stream<Arguments> reachable() {
        return REACHABLE.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reachable")
    void reachableError_causedByAClient_isAsInTheCatalogue(String code, Function<World, Response> cause) {
        Problem problem = cause.apply(world).problem();

        assertThat(catalogue()).contains(new Line(code, problem.code(), problem.status(), problem.message()));
        assertThat(problem.details()).isNotBlank();
        assertThat(problem.hint()).isNotBlank();
    }

    @Test
    void everyError_raisedInAnRpc_hasTheHttpStatusOfTheCatalogue() {
        String name = "raise_for_test_" + world.acme().replaceAll("\\W", "_");
        try (var function = new TemporaryRpc(
                world,
                name,
                "(code text) returns void language sql as $$ select pgfiles.raise_error(code, 'détail', 'hint') $$",
                "{\"code\": \"invalid_argument\"}")) {
            assertThat(catalogue()).isNotEmpty().allSatisfy(line -> assertThat(world.alice()
                            .rpc(function.name(), "{\"code\": \"" + line.code + "\"}")
                            .problem())
                    .isEqualTo(new Problem(line.status, line.sqlState, line.message, "détail", "hint")));
        }
    }
}
