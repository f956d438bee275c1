package org.pgfiles.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgfiles.media.LocalS3;

/** Buckets as stores show them, also those that take a rule and make something else of it. */
class BucketSetUpTest {
    private static final String LIFECYCLE = "LifecycleConfiguration";
    private static final String NAMESPACE = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";
    private static final String LOGS = "<Rule><ID>logs</ID><Filter><And><Prefix> a&amp;b/</Prefix><Tag><Key>k</Key>"
            + "<Value>v</Value></Tag></And></Filter><Status>Enabled</Status><Transition><Days>30</Days>"
            + "<StorageClass>GLACIER_IR</StorageClass></Transition><OfTomorrow><Deep>x</Deep></OfTomorrow></Rule>";
    private static final String ABORT = "<Rule><ID>x</ID><Filter/><Status>%s</Status>%s<AbortIncompleteMultipartUpload>"
            + "<DaysAfterInitiation>%s</DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule>";
    private static final List<String> ORIGINS = List.of("https://a.example", "https://b.example:8443");

    private final FakeStore store = new FakeStore();

    @AfterEach
    void stop() {
        store.server.stop(0);
    }

    // --- rules -----------------------------------------------------------------------------------------

    @Test
    void look_bucketWithoutRules_saysSoAndWritesNothing() {
        assertThat(found(false, "multipart_rule"))
                .isEqualTo(finding(
                        "multipart_rule",
                        false,
                        "no rule for all objects says when uploads in parts are aborted",
                        null));
        assertThat(found(false, "expiry_rules").isOk()).isTrue();
        assertThat(store.writes).isEmpty();
    }

    @Test
    void look_applied_writesOurRuleBesideOthersAndOnceMoreNothing() {
        store.put("lifecycle", document(LIFECYCLE, LOGS));

        assertThat(found(true, "multipart_rule"))
                .isEqualTo(finding(
                        "multipart_rule",
                        true,
                        "uploads in parts are aborted after 2 days",
                        "written: rule pgfiles-abort-multipart"));
        assertThat(store.get("lifecycle"))
                .as("others' rules are as they were, letter by letter")
                .contains(LOGS)
                .contains("<AbortIncompleteMultipartUpload><DaysAfterInitiation>2</DaysAfterInitiation>");
        assertThat(found(true, "multipart_rule").done()).isNull();
        assertThat(store.writes).containsExactly("lifecycle");
    }

    @Test
    void look_versionedBucket_getsBothRules() {
        store.put("versioning", document("VersioningConfiguration", "<Status>Suspended</Status>"));

        assertThat(found(false, "version_rule"))
                .isEqualTo(finding(
                        "version_rule",
                        false,
                        "no rule for all objects says when replaced versions are deleted; markers that hide nothing stay",
                        null));
        assertThat(found(true, "version_rule"))
                .isEqualTo(finding(
                        "version_rule",
                        true,
                        "replaced versions are deleted after 35 days; markers that hide nothing go",
                        "written: rule pgfiles-old-versions"));
        assertThat(found(true, "multipart_rule").isOk()).isTrue();
        assertThat(store.writes).containsExactly("lifecycle", "lifecycle");
    }

    @Test
    void look_bucketWithoutVersions_needsNoRuleForThem() {
        assertThat(found(true, "version_rule"))
                .isEqualTo(finding("version_rule", true, "the bucket keeps no versions", null));
        assertThat(store.get("lifecycle")).doesNotContain("Noncurrent");
    }

    @ParameterizedTest
    @CsvSource({
        "Enabled, '', 2, true",
        "Enabled, '', 1, true",
        "Enabled, '', 7, false",
        "Disabled, '', 2, false",
        "Enabled, <Prefix>a/</Prefix>, 2, false",
        "Enabled, '', soon, false"
    })
    void look_ruleOfSomebody_isEnoughIfItIsForAllAndSoonEnough(
            String status, String more, String days, boolean isEnough) {
        store.put("lifecycle", document(LIFECYCLE, ABORT.formatted(status, more, days)));

        assertThat(found(true, "multipart_rule").done() == null).isEqualTo(isEnough);
        assertThat(found(true, "multipart_rule").isOk()).isTrue();
    }

    @Test
    void look_ourRuleThatSomebodyChanged_isOursAgain() {
        store.put(
                "lifecycle",
                document(LIFECYCLE, ABORT.formatted("Disabled", "", "9").replace(">x<", ">pgfiles-abort-multipart<")));

        assertThat(found(true, "multipart_rule").isOk()).isTrue();
        assertThat(store.get("lifecycle")).containsOnlyOnce("<Rule>").doesNotContain("Disabled");
    }

    /** S3 takes no rules of the old kind, with a prefix of their own, together with such as have a filter. */
    @Test
    void look_rulesOfTheOldKind_getOneMoreOfThatKind() {
        store.put("lifecycle", document(LIFECYCLE, LOGS.replaceAll("<Filter>.*</Filter>", "<Prefix>logs/</Prefix>")));

        assertThat(found(true, "multipart_rule").isOk()).isTrue();
        assertThat(store.get("lifecycle")).contains("<Prefix></Prefix>").doesNotContain("Filter");
    }

    @Test
    void look_headerOfTheRules_isSentBack() {
        store.smallObjects = "varies_by_storage_class";
        store.put("lifecycle", document(LIFECYCLE, LOGS));

        assertThat(found(true, "multipart_rule").isOk()).isTrue();
        assertThat(store.smallObjects).isEqualTo("varies_by_storage_class");
    }

    @Test
    void look_fullBucket_isLeftAsItIs() {
        String rules = IntStream.range(0, 1000)
                .mapToObj(i -> LOGS.replace("logs", "logs-" + i))
                .collect(Collectors.joining());
        store.put("lifecycle", document(LIFECYCLE, rules));

        assertThat(found(true, "multipart_rule"))
                .returns(false, StoreProbe.Finding::isOk)
                .returns("nothing: there are 1000 rules, and 1000 at most", StoreProbe.Finding::done);
        assertThat(store.writes).isEmpty();
    }

    @Test
    void look_ruleThatDeletesFiles_isNamed() {
        store.put(
                "lifecycle",
                document(
                        LIFECYCLE,
                        "<Rule><ID>tidy</ID><Prefix/><Status>Enabled</Status><Expiration><Days>90</Days></Expiration></Rule>"));

        assertThat(found(false, "expiry_rules"))
                .isEqualTo(finding(
                        "expiry_rules", false, "rule tidy deletes every object by its age, and rows stay", null));
    }

    // --- stores that lie -----------------------------------------------------------------------------------

    /** As MinIO does with what it does not know. */
    @Test
    void look_storeThatLeavesAPartOut_isFoundOut() {
        store.keeps = body -> body.replaceAll("<AbortIncomplete.*</AbortIncompleteMultipartUpload>", "");

        assertThat(found(true, "multipart_rule"))
                .isEqualTo(finding(
                        "multipart_rule",
                        false,
                        "no rule for all objects says when uploads in parts are aborted",
                        "the store has taken rule pgfiles-abort-multipart, and left out a part of it"));
    }

    @Test
    void look_storeThatKeepsNothing_isFoundOut() {
        store.keeps = body -> document(LIFECYCLE, "");

        assertThat(found(true, "multipart_rule"))
                .returns(false, StoreProbe.Finding::isOk)
                .returns(
                        "the store has taken rule pgfiles-abort-multipart, and it is not there",
                        StoreProbe.Finding::done);
    }

    @Test
    void look_storeThatLosesIds_getsNoRuleTwice() {
        store.keeps = body -> body.replaceAll("<ID>[^<]*</ID>", "");

        assertThat(found(true, "multipart_rule").isOk()).isTrue();
        assertThat(found(true, "multipart_rule").done()).isNull();
        assertThat(store.writes).hasSize(1);
    }

    @Test
    void look_storeThatChangesOthersRules_isFoundOut() {
        store.put("lifecycle", document(LIFECYCLE, LOGS));
        store.keeps = body -> body.replaceAll("<OfTomorrow>.*</OfTomorrow>", "");

        assertThat(found(true, "multipart_rule").done())
                .isEqualTo("written: rule pgfiles-abort-multipart; but rule logs is not as it was before");
    }

    /** It adds what it is given to what is there. */
    @Test
    void look_storeThatMerges_hasOurRuleAndIsLeftAlone() {
        store.put("lifecycle", document(LIFECYCLE, LOGS));
        store.keeps = body ->
                store.get("lifecycle").replace("</" + LIFECYCLE + ">", "") + body.substring(body.indexOf("<Rule>"));

        assertThat(found(true, "multipart_rule").isOk()).isTrue();
        assertThat(found(true, "multipart_rule").done()).isNull();
    }

    @Test
    void look_storeThatRefusesTheRule_saysWhat() {
        store.answer("PUT", "lifecycle", 403, "<Error><Code>AccessDenied</Code></Error>");

        assertThat(found(true, "multipart_rule"))
                .returns(false, StoreProbe.Finding::isOk)
                .returns("refused: HTTP 403 AccessDenied", StoreProbe.Finding::done);
    }

    /** What is there would be lost, so nothing is written. */
    @ParameterizedTest
    @CsvSource({
        "403, <Error><Code>AccessDenied</Code></Error>, not known: HTTP 403 AccessDenied, false",
        "500, oops, not known: HTTP 500, false",
        "404, <Error><Code>NoSuchBucket</Code></Error>, not known: HTTP 404 NoSuchBucket, false",
        "501, <Error><Code>NotImplemented</Code></Error>, the store has nothing of the kind: HTTP 501 NotImplemented, true",
        "200, <ListBucketResult/>, the store has nothing of the kind: HTTP 200 with ListBucketResult, true",
        "200, <!DOCTYPE html><title>Sign in</title>, the store has nothing of the kind: HTTP 200 with no XML, true",
        "200, <LifecycleConfiguration><Rule>, the store has nothing of the kind: HTTP 200 with no XML, true"
    })
    void look_rulesThatAreNotTold_areNotWritten(int status, String body, String text, boolean isLacking) {
        store.answer("GET", "lifecycle", status, body);

        assertThat(found(true, "multipart_rule"))
                .isEqualTo(new StoreProbe.Finding("multipart_rule", null, text, isLacking, null));
        assertThat(store.writes).isEmpty();
    }

    /** Of a document with external entities none is fetched, and one whose entities grow is refused. */
    @Test
    void parse_hostileXml_isNone() {
        String entity = "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><r><a>&x;</a></r>";
        String bomb = "<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><r><a>&b;</a></r>";

        assertThat(List.of(entity, bomb, "<r a='1'><b c='2'/></r>", "<r>text<b/></r>", "<a>".repeat(50), "", "{}"))
                .allSatisfy(text -> assertThat(Xml.parse(text.getBytes(UTF_8))).isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", " a b ", "a&b<c>d\"'", "ä ö 日本", "line\nbreak"})
    void toBytes_text_isReadAsItWas(String text) {
        assertThat(Xml.parse(Xml.of("r", Xml.of("a", text)).toBytes())).isEqualTo(Xml.of("r", Xml.of("a", text)));
    }

    // --- pages ---------------------------------------------------------------------------------------------

    @Test
    void pages_refused_getARuleBesideOthersAndOnceMoreNothing() {
        String others =
                "<CORSRule><AllowedOrigin>https://c.example</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>";
        store.put("cors", document("CORSConfiguration", others));

        assertThat(pages(false, true)).isEqualTo(finding("cors_rule", false, "no rule for all of these origins", null));
        assertThat(pages(true, true))
                .isEqualTo(finding("cors_rule", true, "a rule lets them in", "written: rule pgfiles-pages"));
        assertThat(store.get("cors"))
                .contains(others)
                .contains("<AllowedOrigin>https://b.example:8443</AllowedOrigin>")
                .contains("<AllowedMethod>POST</AllowedMethod>")
                .contains("<ExposeHeader>ETag</ExposeHeader>");
        assertThat(pages(true, true).done()).isNull();
        assertThat(store.writes).containsExactly("cors");
    }

    @Test
    void pages_notRefused_needNoRule() {
        assertThat(pages(true, false))
                .isEqualTo(finding("cors_rule", true, "no rule is needed: their pages upload and read", null));
        assertThat(store.writes).isEmpty();
    }

    @Test
    void pages_hundredRules_areLeftAsTheyAre() {
        store.put(
                "cors",
                document("CORSConfiguration", "<CORSRule><AllowedMethod>GET</AllowedMethod></CORSRule>".repeat(100)));

        assertThat(pages(true, true).done()).isEqualTo("nothing: there are 100 rules, and 100 at most");
    }

    // --- the rest ----------------------------------------------------------------------------------------------

    @Test
    void look_settings_areSaid() {
        store.put(
                "encryption",
                document(
                        "ServerSideEncryptionConfiguration",
                        "<Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm>"
                                + "</ApplyServerSideEncryptionByDefault></Rule>"));
        store.put(
                "ownershipControls",
                document("OwnershipControls", "<Rule><ObjectOwnership>ObjectWriter</ObjectOwnership></Rule>"));
        store.put(
                "object-lock",
                document(
                        "ObjectLockConfiguration",
                        "<ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>COMPLIANCE</Mode>"
                                + "<Days>30</Days></DefaultRetention></Rule>"));

        assertThat(found(false, "default_encryption")).isEqualTo(finding("default_encryption", true, "aws:kms", null));
        assertThat(found(false, "ownership")).isEqualTo(finding("ownership", false, "ObjectWriter", null));
        assertThat(found(false, "object_lock").finding())
                .isEqualTo("on: each object stays for 30 days, also one that was deleted (COMPLIANCE)");
    }

    @Test
    void look_settingsThatNobodyMade_areNone() {
        assertThat(found(false, "default_encryption")).isEqualTo(finding("default_encryption", false, "none", null));
        assertThat(found(false, "object_lock")).isEqualTo(finding("object_lock", true, "none", null));
    }

    // --- by a store that checks signatures --------------------------------------------------------------------------

    @Test
    void ofBucket_s3Proxy_takesOurSignatureAndNoOther() throws IOException {
        try (LocalS3 s3 = LocalS3.start()) {
            assertThat(location(s3, "local").status()).isEqualTo(200);
            assertThat(location(s3, "stranger").said()).isEqualTo("HTTP 403 SignatureDoesNotMatch");
            assertThat(new BucketPart(urls(s3.endpoint(), "local"), "lifecycle", LIFECYCLE).read())
                    .returns(BucketPart.State.LACKING, BucketPart.Look::state)
                    .returns("HTTP 501 NotImplemented", BucketPart.Look::said);
        }
    }

    private static ClientHttp.Answer location(LocalS3 s3, String profile) throws IOException {
        String url = urls(s3.endpoint(), profile).ofBucket("GET", Map.of(), "\tq:location\t");
        return ClientHttp.send("GET", url, Map.of(), null);
    }

    // --- helpers -----------------------------------------------------------------------------------------------------

    private StoreProbe.Finding found(boolean isApplied, String item) {
        List<StoreProbe.Finding> findings = new ArrayList<>();
        setUp(isApplied, findings).look();
        return findings.stream()
                .filter(finding -> finding.item().equals(item))
                .findFirst()
                .orElseThrow();
    }

    private StoreProbe.Finding pages(boolean isApplied, boolean areRefused) {
        List<StoreProbe.Finding> findings = new ArrayList<>();
        setUp(isApplied, findings).pages(ORIGINS, areRefused);
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    /** Nobody waits here until a change is seen everywhere. */
    private BucketSetUp setUp(boolean isApplied, List<StoreProbe.Finding> findings) {
        return new BucketSetUp(urls(store.endpoint(), "local"), isApplied, () -> true, findings::add);
    }

    private static StoreProbe.Finding finding(String item, boolean isOk, String text, @Nullable String done) {
        return new StoreProbe.Finding(item, isOk, text, false, done);
    }

    private static ClientUrls urls(String endpoint, String profile) {
        return ClientUrls.of(new Store(endpoint, "us-east-1", true, profile), LocalS3.BUCKET);
    }

    private static String document(String root, String content) {
        return "<" + root + NAMESPACE + ">" + content + "</" + root + ">";
    }

    /** A store of nothing but a bucket's set-up, which it keeps as {@code keeps} says. */
    private static final class FakeStore {
        private static final Map<String, String> ABSENT = Map.of(
                "lifecycle", "NoSuchLifecycleConfiguration",
                "cors", "NoSuchCORSConfiguration",
                "encryption", "ServerSideEncryptionConfigurationNotFoundError",
                "ownershipControls", "OwnershipControlsNotFoundError",
                "object-lock", "ObjectLockConfigurationNotFoundError");

        final HttpServer server;
        final List<String> writes = Collections.synchronizedList(new ArrayList<>());
        UnaryOperator<String> keeps = UnaryOperator.identity();

        @Nullable
        String smallObjects;

        private final Map<String, String> parts = Collections.synchronizedMap(new LinkedHashMap<>());
        private final Map<String, Map.Entry<Integer, String>> answers = new LinkedHashMap<>();

        FakeStore() {
            LocalS3.useProfiles();
            put("versioning", document("VersioningConfiguration", ""));
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.createContext("/", this::handle);
            server.start();
        }

        String endpoint() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        void put(String part, String document) {
            parts.put(part, document);
        }

        String get(String part) {
            return parts.getOrDefault(part, "");
        }

        void answer(String method, String part, int status, String body) {
            answers.put(method + " " + part, Map.entry(status, body));
        }

        private void handle(HttpExchange exchange) throws IOException {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String part = exchange.getRequestURI().getQuery().replaceAll("&.*", "");
            String method = exchange.getRequestMethod();
            Map.Entry<Integer, String> answer = answers.get(method + " " + part);
            if (answer != null) {
                send(exchange, answer.getKey(), answer.getValue());
            } else if (method.equals("PUT")) {
                if (!md5(body).equals(exchange.getRequestHeaders().getFirst("Content-MD5"))) {
                    send(exchange, 400, "<Error><Code>BadDigest</Code></Error>");
                    return;
                }
                smallObjects = exchange.getRequestHeaders().getFirst("x-amz-transition-default-minimum-object-size");
                parts.put(part, keeps.apply(new String(body, UTF_8)));
                writes.add(part);
                send(exchange, 200, "");
            } else if (parts.containsKey(part)) {
                if (smallObjects != null) {
                    exchange.getResponseHeaders().set("x-amz-transition-default-minimum-object-size", smallObjects);
                }
                send(exchange, 200, get(part));
            } else {
                send(exchange, 404, "<Error><Code>" + ABSENT.get(part) + "</Code></Error>");
            }
        }

        private static void send(HttpExchange exchange, int status, String body) throws IOException {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }

        private static String md5(byte[] body) {
            try {
                return Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("MD5").digest(body));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
