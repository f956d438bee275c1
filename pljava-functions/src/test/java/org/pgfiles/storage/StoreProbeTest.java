package org.pgfiles.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
