package org.pgfiles.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pgfiles.media.LocalS3;

class StoreProbeTest {
    private static LocalS3 s3;

    @BeforeAll
    static void start() {
        s3 = LocalS3.start("https://app.example.org");
    }

    @AfterAll
    static void stop() {
        s3.close();
    }

    /** S3Proxy checks the signature of a form and none of its conditions, and asks too early whether an object is there. */
    @Test
    void look_s3Proxy_findsWhatItDoesAndWhatNot() {
        List<StoreProbe.Finding> findings = look(s3.endpoint(), "local");

        assertThat(findings)
                .filteredOn(f -> Boolean.TRUE.equals(f.isOk()))
                .extracting(StoreProbe.Finding::item)
                .containsExactlyInAnyOrder(
                        "store",
                        "clock",
                        "region",
                        "tls",
                        "md5_etags",
                        "request_ids",
                        "private_reads",
                        "signatures",
                        "response_overrides",
                        "ranges",
                        "copies",
                        "conditional_copies",
                        "conditional_writes",
                        "bulk_deletes",
                        "md5");
        assertThat(findings)
                .filteredOn(f -> Boolean.FALSE.equals(f.isOk()))
                .extracting(StoreProbe.Finding::item)
                .containsExactlyInAnyOrder(
                        "forms", "overlapping_writes", "conditional_completions", "competing_writes");
        assertThat(findings)
                .as("what it has not is no fault")
                .filteredOn(StoreProbe.Finding::isLacking)
                .extracting(StoreProbe.Finding::item)
                .containsExactlyInAnyOrder(
                        "multipart_rule",
                        "version_rule",
                        "expiry_rules",
                        "default_encryption",
                        "ownership",
                        "object_lock");
        assertThat(findings)
                .extracting(StoreProbe.Finding::finding)
                .contains("a form is taken, and with it another key, more bytes, fewer bytes, another content type");
        assertThat(s3.keys()).as("nothing is left").isEmpty();
    }

    @Test
    void look_pageOfAnOriginThatTheStoreKnows_uploadsAndReads() {
        assertThat(look(s3.endpoint(), "local", "https://app.example.org"))
                .filteredOn(f -> f.item().equals("pages"))
                .singleElement()
                .returns(true, StoreProbe.Finding::isOk)
                .returns("pages of https://app.example.org upload and read", StoreProbe.Finding::finding);
    }

    @Test
    void look_pageOfAnother_mayNotAsk() {
        assertThat(look(s3.endpoint(), "local", "https://app.example.org", "https://evil.example.org"))
                .filteredOn(f -> f.item().equals("pages"))
                .singleElement()
                .returns(false, StoreProbe.Finding::isOk)
                .returns(
                        "a page of https://evil.example.org may not send a PUT with content-type, if-none-match,"
                                + " x-amz-checksum-sha256",
                        StoreProbe.Finding::finding);
    }

    @Test
    void look_storeThatIsAway_saysSoAndNothingElse() {
        assertThat(look("http://127.0.0.1:1", "local"))
                .singleElement()
                .returns("store", StoreProbe.Finding::item)
                .returns(false, StoreProbe.Finding::isOk);
    }

    @Test
    void look_wrongSecret_saysWhatTheStoreSaid() {
        assertThat(look(s3.endpoint(), "stranger"))
                .as("and when")
                .extracting(StoreProbe.Finding::item)
                .containsExactly("clock", "store");
        assertThat(look(s3.endpoint(), "stranger").get(1).finding()).contains("HTTP 403 SignatureDoesNotMatch");
    }

    @Test
    void look_publicEndpoint_isWherePagesAreAsked() {
        String door = s3.door("https://other.example.org");

        assertThat(lookFrom(door, "https://other.example.org"))
                .filteredOn(f -> f.item().equals("pages") || f.item().equals("public_endpoint"))
                .containsExactly(
                        new StoreProbe.Finding("public_endpoint", true, "a GET through " + door + ": HTTP 200"),
                        new StoreProbe.Finding("pages", true, "pages of https://other.example.org upload and read"));
        assertThat(lookFrom(door, "https://app.example.org"))
                .as("it may reach the other address, of which its URLs are not")
                .filteredOn(f -> f.item().equals("pages"))
                .singleElement()
                .returns(false, StoreProbe.Finding::isOk);
        assertThat(s3.keys()).as("nothing is left").isEmpty();
    }

    @Test
    void look_publicEndpointThatIsNotReached_isNoFaultAndIsSaid() {
        String said = "http://127.0.0.1:1 is not reached from this server, so nobody has tried it";

        assertThat(lookFrom("http://127.0.0.1:1", "https://app.example.org"))
                .filteredOn(f -> f.item().equals("pages") || f.item().equals("public_endpoint"))
                .containsExactly(
                        new StoreProbe.Finding("public_endpoint", true, said),
                        new StoreProbe.Finding(
                                "pages",
                                true,
                                "pages of https://app.example.org upload and read by endpoint; " + said));
    }

    @Test
    void look_publicEndpointOfAnotherStore_isNoWay() {
        try (LocalS3 other = LocalS3.start("https://app.example.org")) {
            String said = "a GET through " + other.endpoint() + ": HTTP 404 NoSuchKey";

            assertThat(lookFrom(other.endpoint(), "https://app.example.org"))
                    .filteredOn(f -> f.item().equals("pages") || f.item().equals("public_endpoint"))
                    .containsExactly(
                            new StoreProbe.Finding("public_endpoint", false, said),
                            new StoreProbe.Finding("pages", false, said));
            assertThat(other.keys()).as("nothing is written there").isEmpty();
        }
    }

    /** Refused at first, they are let in by the rule that is written, and tried once more. */
    @Test
    void look_pagesThatAreRefused_areTriedAgainOnceARuleLetsThemIn() throws IOException {
        try (FrontStore front = new FrontStore(s3.endpoint())) {
            assertThat(applied(front, false, "https://new.example.org"))
                    .filteredOn(f -> f.item().equals("pages") || f.item().equals("cors_rule"))
                    .extracting(StoreProbe.Finding::item, StoreProbe.Finding::isOk, StoreProbe.Finding::done)
                    .containsExactly(tuple("cors_rule", false, null), tuple("pages", false, null));
            assertThat(applied(front, true, "https://new.example.org"))
                    .filteredOn(f -> f.item().equals("pages") || f.item().equals("cors_rule"))
                    .extracting(StoreProbe.Finding::item, StoreProbe.Finding::isOk, StoreProbe.Finding::done)
                    .containsExactly(
                            tuple("cors_rule", true, "written: rule pgfiles-pages"), tuple("pages", true, null));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'GET, HEAD, PUT', 'may not send a POST, and so cannot complete an upload in parts'",
        "'GET, HEAD, PUT, POST', 'may not send a DELETE, and so cannot abort an upload in parts'"
    })
    void look_pagesThatMayNotDoAll_sayWhat(String methods, String said) throws IOException {
        try (FrontStore front = new FrontStore(s3.endpoint())) {
            front.rules = "https://app.example.org";
            front.methods = methods;

            assertThat(applied(front, false, "https://app.example.org"))
                    .filteredOn(f -> f.item().equals("pages"))
                    .containsExactly(
                            new StoreProbe.Finding("pages", false, "a page of https://app.example.org " + said));
        }
    }

    /** The front passes one request on at a time, so that S3Proxy's own condition is enough. */
    @Test
    void look_storeThatLetsOneOfSeveralWritersWin_isSeenTo() throws IOException {
        try (FrontStore front = new FrontStore(s3.endpoint())) {
            assertThat(applied(front, false))
                    .filteredOn(f -> f.item().equals("competing_writes"))
                    .containsExactly(new StoreProbe.Finding(
                            "competing_writes",
                            true,
                            "of 8 PUTs with the same If-Match at the same time 1 were taken"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "301, eu-west-1, ''",
        "400, '', <Error><Code>AuthorizationHeaderMalformed</Code><Region>eu-west-1</Region></Error>"
    })
    void look_bucketOfAnotherRegion_saysWhich(int status, String header, String body) throws IOException {
        try (FrontStore front = new FrontStore(s3.endpoint())) {
            front.refusal = exchange -> {
                if (!header.isEmpty()) {
                    exchange.getResponseHeaders().set("x-amz-bucket-region", header);
                }
                FrontStore.send(exchange, status, body);
            };

            assertThat(applied(front, false))
                    .filteredOn(f -> f.item().equals("region"))
                    .containsExactly(new StoreProbe.Finding(
                            "region", false, "the bucket is in eu-west-1, and its row says us-east-1"));
        }
    }

    private static List<StoreProbe.Finding> applied(FrontStore front, boolean isApplied, String... origins) {
        return StoreProbe.look(
                new Store(front.endpoint(), "us-east-1", true, "local"),
                LocalS3.BUCKET,
                null,
                Map.of(),
                List.of(origins),
                isApplied,
                () -> false);
    }

    /** In front of a store: has CORS rules, and passes on all else, one request after the other. */
    private static final class FrontStore implements AutoCloseable {
        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final String store;
        volatile String rules = "";
        volatile String methods = "GET, HEAD, PUT, POST, DELETE";
        volatile @Nullable HttpHandler refusal;

        FrontStore(String store) throws IOException {
            this.store = store;
            server.setExecutor(threads);
            server.createContext("/", this::handle);
            server.start();
        }

        String endpoint() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdown();
        }

        private void handle(HttpExchange exchange) throws IOException {
            byte[] body = exchange.getRequestBody().readAllBytes();
            HttpHandler refused = refusal;
            String origin = exchange.getRequestHeaders().getFirst("Origin");
            boolean isOfRules = exchange.getRequestURI().toString().contains("/?cors&");
            if (refused != null) {
                refused.handle(exchange);
            } else if (isOfRules && exchange.getRequestMethod().equals("PUT")) {
                rules = new String(body, UTF_8);
                send(exchange, 200, "");
            } else if (isOfRules) {
                boolean isThere = !rules.isEmpty();
                send(
                        exchange,
                        isThere ? 200 : 404,
                        isThere ? rules : "<Error><Code>NoSuchCORSConfiguration</Code></Error>");
            } else {
                if (origin != null && rules.contains(origin)) {
                    exchange.getResponseHeaders().set("Access-Control-Allow-Origin", origin);
                    exchange.getResponseHeaders().set("Access-Control-Allow-Methods", methods);
                    exchange.getResponseHeaders().set("Access-Control-Allow-Headers", "*");
                    exchange.getResponseHeaders().set("Access-Control-Expose-Headers", "ETag");
                }
                if (exchange.getRequestMethod().equals("OPTIONS")) {
                    send(exchange, 200, "");
                } else {
                    passOn(exchange, body);
                }
            }
        }

        private synchronized void passOn(HttpExchange exchange, byte[] body) throws IOException {
            Map<String, String> headers = new LinkedHashMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
            headers.keySet().removeIf(name -> Set.of("Origin", "Content-length", "Connection")
                    .contains(name));
            ClientHttp.Answer answer = ClientHttp.send(
                    exchange.getRequestMethod(),
                    store + exchange.getRequestURI(),
                    headers,
                    body.length > 0 ? body : null);
            for (String name :
                    List.of("ETag", "Content-Type", "Content-Range", "Content-Disposition", "x-amz-request-id")) {
                String value = answer.header(name);
                if (value != null) {
                    exchange.getResponseHeaders().set(name, value);
                }
            }
            boolean isWithout = answer.body().length == 0;
            exchange.sendResponseHeaders(answer.status(), isWithout ? -1 : answer.body().length);
            if (!isWithout) {
                exchange.getResponseBody().write(answer.body());
            }
            exchange.close();
        }

        static void send(HttpExchange exchange, int status, String body) throws IOException {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }
    }

    private static List<StoreProbe.Finding> look(String endpoint, String profile, String... origins) {
        return lookBy(endpoint, profile, null, origins);
    }

    private static List<StoreProbe.Finding> lookFrom(String publicEndpoint, String... origins) {
        return lookBy(s3.endpoint(), "local", publicEndpoint, origins);
    }

    private static List<StoreProbe.Finding> lookBy(
            String endpoint, String profile, @Nullable String publicEndpoint, String... origins) {
        return StoreProbe.look(
                new Store(endpoint, "us-east-1", true, profile),
                LocalS3.BUCKET,
                publicEndpoint,
                Map.of(),
                List.of(origins),
                true,
                () -> false);
    }
}
