package org.pgfiles.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What SQL sees: lines in, lines out, and errors as text with the limit, the value received and a hint. */
class SigningTest {
    private static final String KEY = "ab".repeat(32);
    private static final String PROFILE =
            "https://s3.eu-central-1.amazonaws.com\teu-central-1\tbucket\tvirtual\tAKIA\t" + KEY + "\t\t1369353600";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            GET;0;k                          | expiry in seconds: 1..604800; received "0"
            GET;604801;k                     | expiry in seconds: 1..604800; received "604801"
            GET;-1;k                         | expiry in seconds: 1..604800; received "-1"
            GET;;k                           | expiry in seconds: 1..604800; received ""
            GET;060;k                        | expiry in seconds: 1..604800; received "060"
            GET;1e3;k                        | expiry in seconds: 1..604800; received "1e3"
            GET;99999999999999999999;k       | expiry in seconds: 1..604800; received "99999999999999999999"
            GET;60;                          | key: 1..1024 bytes of UTF-8; received 0 bytes
            PATCH;60;k                       | method: GET, HEAD, PUT, POST or DELETE; received "PATCH"
            get;60;k                         | method: GET, HEAD, PUT, POST or DELETE; received "get"
            GET;60                           | request: method, expiry, key and pairs of name and value; received 2 fields
            GET;60;k;h:a                     | request: method, expiry, key and pairs of name and value; received 4 fields
            GET;60;k;versionId;1             | name: h:<header>, q:<parameter>, download or inline; received "versionId"
            GET;60;k;h:;1                    | name: h:<header>, q:<parameter>, download or inline; received "h:"
            GET;60;k;q:x-amz-date;1          | query parameter: letters, digits and hyphens, the first a lower-case letter, not x-amz-...; received "x-amz-date"
            GET;60;k;q:X-Amz-Expires;1       | query parameter: letters, digits and hyphens, the first a lower-case letter, not x-amz-...; received "X-Amz-Expires"
            GET;60;k;q:a b;1                 | query parameter: letters, digits and hyphens, the first a lower-case letter, not x-amz-...; received "a b"
            GET;60;k;q:acl;;q:acl;           | query parameter acl: received twice
            GET;60;k;inline;a;download;b     | query parameter response-content-disposition: received twice
            PUT;60;k;h:a;1;h:a;1             | header a: received twice
            PUT;60;k;h:Content-Type;a/b      | header: a lower-case name (RFC 9110), not host, authorization, x-amz-date or x-amz-content-sha256; received "Content-Type"
            PUT;60;k;h:host;evil             | header: a lower-case name (RFC 9110), not host, authorization, x-amz-date or x-amz-content-sha256; received "host"
            PUT;60;k;h:a;                    | header a: visible ASCII characters and spaces; received ""
            PUT;60;k;h:a;   x\\ny            | header a: visible ASCII characters and spaces; received "   x y"
            PUT;60;k;h:x-amz-meta-a;é        | header x-amz-meta-a: visible ASCII characters and spaces; received "é"
            GET;60;a\\qb                     | escapes: \\\\ \\t \\n \\r \\b \\f \\v; received another after a backslash
            GET;60;a\\                       | escapes: \\\\ \\t \\n \\r \\b \\f \\v; received another after a backslash
            """)
    void presign_badRequest_isAnErrorWithLimitAndValue(String request, String detail) {
        String[] lines = Signing.presign(PROFILE, "GET\t60\ta\n" + request.replace(';', '\t') + "\nGET\t60\tb")
                .split("\n", -1);

        assertThat(lines).hasSize(3);
        assertThat(lines[0]).startsWith("https://bucket.s3.eu-central-1.amazonaws.com/a?");
        assertThat(lines[2]).startsWith("https://bucket.s3.eu-central-1.amazonaws.com/b?");
        assertError(lines[1], detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            0 | ftp://host                   | endpoint: http or https, ://, a host name
            0 | s3.amazonaws.com             | endpoint: http or https, ://, a host name
            0 | https://                     | endpoint: http or https, ://, a host name
            0 | https://host/bucket          | endpoint: http or https, ://, a host name
            0 | https://user@host            | endpoint: http or https, ://, a host name
            0 | https://host:0               | endpoint: http or https, ://, a host name
            0 | https://host:65536           | endpoint: http or https, ://, a host name
            0 | https://host:                | endpoint: http or https, ://, a host name
            0 | https://höst                 | endpoint: http or https, ://, a host name
            0 | https://[::1                 | endpoint: http or https, ://, a host name
            1 | ''                           | region: 1..64 letters, digits, - and _; received ""
            1 | eu/central                   | region: 1..64 letters, digits, - and _; received "eu/central"
            2 | ab                           | bucket: 3..63 lower-case letters
            2 | Bucket                       | bucket: 3..63 lower-case letters
            2 | my_bucket                    | bucket: 3..63 lower-case letters
            2 | -bucket                      | bucket: 3..63 lower-case letters
            2 | a..b                         | bucket: 3..63 lower-case letters
            2 | 192.168.0.1                  | bucket: 3..63 lower-case letters
            2 | a/b                          | bucket: 3..63 lower-case letters
            3 | vhost                        | style: path or virtual; received "vhost"
            4 | ''                           | access key id: 1..128 visible ASCII characters without a slash; received 0 characters
            4 | a/b                          | access key id: 1..128 visible ASCII characters without a slash; received 3 characters
            5 | abc                          | signing key: 64 hexadecimal digits; received 3 characters
            6 | a b                          | session token: visible ASCII characters; received others
            7 | -1                           | signing time in epoch seconds: 0..253402300799; received "-1"
            7 | 253402300800                 | signing time in epoch seconds: 0..253402300799; received "253402300800"
            7 | 1\\t2                        | profile: one line of 8 fields; received 9 fields
            """)
    void presign_badProfile_failsTheWholeCall(int field, String value, String detail) {
        String[] fields = PROFILE.split("\t", -1);
        fields[field] = value.replace("\\t", "\t");
        String profile = String.join("\t", fields);

        String error = Signing.presign(profile, "GET\t60\ta\nGET\t60\tb");

        assertThat(error).startsWith("!invalid_argument\t" + detail).doesNotContain("\n");
        assertThat(Signing.presignBatch(profile, "GET\t60\ta".getBytes(UTF_8))).isEqualTo(error.getBytes(UTF_8));
        assertThat(Signing.signPostPolicy(profile, "60\tk\texact\t0\t1")).isEqualTo(error);
    }

    @Test
    void presign_wrongSigningKey_isNotRepeatedInTheError() {
        assertThat(Signing.presign(PROFILE.replace(KEY, KEY.substring(1) + "x"), "GET\t60\ta"))
                .doesNotContain(KEY.substring(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            0;k;exact;0;1                    | expiry in seconds: 1..604800; received "0"
            60;;exact;0;1                    | key: 1..1024 bytes of UTF-8; received 0 bytes
            60;k;regex;0;1                   | key match: exact or prefix; received "regex"
            60;k;exact;2;1                   | least bytes: 0..1; received "2"
            60;k;exact;0;5368709121          | most bytes: 0..5368709120; received "5368709121"
            60;a/${filename};exact;0;1       | key: without ${filename}, which S3 would replace; received "a/${filename}"
            60;k;exact;0                     | request: expiry, key, exact or prefix, least and most bytes, and pairs of name and value; received 4 fields
            60;k;exact;0;1;a                 | request: expiry, key, exact or prefix, least and most bytes, and pairs of name and value; received 6 fields
            60;k;exact;0;1;Policy;x          | form field: letters, digits, - and _, not one that the signature sets; received "Policy"
            60;k;exact;0;1;$key;x            | form field: letters, digits, - and _, not one that the signature sets; received "$key"
            60;k;exact;0;1;acl;x;ACL;y       | form field ACL: received twice
            """)
    void signPostPolicy_badRequest_isAnErrorWithLimitAndValue(String request, String detail) {
        assertError(Signing.signPostPolicy(PROFILE, request.replace(';', '\t')), detail);
    }

    @Test
    void presign_keyOf1024Bytes_isTheLongest() {
        assertThat(Signing.presign(PROFILE, "GET\t60\t" + "é".repeat(512))).startsWith("https://");
        assertError(
                Signing.presign(PROFILE, "GET\t60\t" + "é".repeat(512) + "a"),
                "key: 1..1024 bytes of UTF-8; received 1025 bytes");
    }

    @Test
    void presign_numberOfLines_isLimited() {
        assertThat(Signing.presign(PROFILE, "GET\t60\ta\n".repeat(10_000)).split("\n", -1))
                .hasSize(10_000);
        assertError(
                Signing.presign(PROFILE, "GET\t60\ta\n".repeat(10_000) + "GET\t60\ta"),
                "requests: 1..10000 lines; received 10001");
        assertError(Signing.presign(PROFILE, ""), "requests: 1..10000 lines; received 0");
    }

    @Test
    void presign_emptyLineInside_keepsTheOrder() {
        String[] lines = Signing.presign(PROFILE, "\n\nGET\t60\ta").split("\n", -1);

        assertThat(lines).hasSize(3);
        assertThat(lines[0]).startsWith("!invalid_argument\t");
        assertThat(lines[1]).startsWith("!invalid_argument\t");
        assertThat(lines[2]).startsWith("https://");
    }

    @Test
    void presignBatch_bytesThatAreNotUtf8_failTheirLineOnly() {
        byte[] requests = "GET\t60\taX\nGET\t60\té".getBytes(UTF_8);
        requests["GET\t60\ta".length()] = (byte) 0xC3;

        String[] lines = new String(Signing.presignBatch(PROFILE, requests), UTF_8).split("\n", -1);

        assertError(lines[0], "encoding: UTF-8; received bytes that are not");
        assertThat(lines[1]).startsWith("https://bucket.s3.eu-central-1.amazonaws.com/%C3%A9?");
    }

    @Test
    void presignBatch_sameRequests_equalsPresignAndLeavesItsInputAlone() {
        String requests = "PUT\t900\ta\\tb\th:content-type\timage/jpeg\nGET\t60\té\tdownload\tü.pdf\nGET\t0\tk";
        byte[] bytes = requests.getBytes(UTF_8);

        assertThat(new String(Signing.presignBatch(PROFILE, bytes), UTF_8))
                .isEqualTo(Signing.presign(PROFILE, requests));
        assertThat(bytes).isEqualTo(requests.getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            download | report.pdf      | attachment; filename="report.pdf"
            inline   | a b.pdf         | inline; filename="a b.pdf"
            download | €.pdf           | attachment; filename="_.pdf"; filename*=UTF-8''%E2%82%AC.pdf
            download | 50%.pdf         | attachment; filename="50_.pdf"; filename*=UTF-8''50%25.pdf
            download | a"b;c='d'       | attachment; filename="a_b;c='d'"; filename*=UTF-8''a%22b%3Bc%3D%27d%27
            download | ../../etc\\\\x  | attachment; filename=".._.._etc_x"
            download | x\\r\\nSet-Cookie:y | attachment; filename="x__Set-Cookie:y"
            inline   | ''              | inline
            """)
    void presign_fileName_isSafeInTheDisposition(String type, String name, String disposition) {
        String url = Signing.presign(PROFILE, "GET\t60\tk\t" + type + "\t" + name);

        String value = url.replaceFirst(".*response-content-disposition=([^&]*)&.*", "$1");
        assertThat(java.net.URLDecoder.decode(value, UTF_8)).isEqualTo(disposition);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            https://s3.amazonaws.com            | virtual | bucket     | https://bucket.s3.amazonaws.com/k?
            https://s3.amazonaws.com/           | path    | bucket     | https://s3.amazonaws.com/bucket/k?
            HTTPS://S3.Amazonaws.COM:443        | path    | bucket     | https://s3.amazonaws.com/bucket/k?
            http://minio:80                     | virtual | bucket     | http://bucket.minio/k?
            http://minio:9000                   | virtual | a.b        | http://a.b.minio:9000/k?
            https://s3.amazonaws.com            | virtual | a.b        | https://s3.amazonaws.com/a.b/k?
            http://10.0.0.1:9000                | virtual | bucket     | http://10.0.0.1:9000/bucket/k?
            http://[::1]:9000                   | virtual | bucket     | http://[::1]:9000/bucket/k?
            """)
    void presign_endpointAndStyle_makeTheUrl(String endpoint, String style, String bucket, String start) {
        String profile = endpoint + "\tauto\t" + bucket + "\t" + style + "\tAKIA\t" + KEY + "\t\t0";

        assertThat(Signing.presign(profile, "GET\t60\tk")).startsWith(start);
    }

    @Test
    void presign_manyThreadsAndProfiles_neverMixThem() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                String profile = PROFILE.replace("\tbucket\t", "\tbucket-" + i % 5 + "\t");
                answers.add(threads.submit(() -> Signing.presign(profile, "GET\t60\tk")));
            }
            List<String> alone = IntStream.range(0, 5)
                    .mapToObj(i -> Signing.presign(PROFILE.replace("\tbucket\t", "\tbucket-" + i + "\t"), "GET\t60\tk"))
                    .toList();
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(alone.get(i % 5));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static String sign(String method, int expiresIn, int lines, String requests) {
        return new String(Signing.sign(PROFILE, method, expiresIn, lines, requests.getBytes(UTF_8)), UTF_8);
    }

    private static String signDownloads(int lines, String requests) {
        return new String(Signing.signDownloads(PROFILE, 60, lines, requests.getBytes(UTF_8)), UTF_8);
    }

    @Test
    void sign_methodAndExpiryOfTheCall_areThoseOfALineThatSaysThemItself() {
        assertThat(sign("PUT", 900, 2, "a\\tb\th:content-type\timage/jpeg\n\u00e9\tq:uploads\t"))
                .isEqualTo(Signing.presign(
                        PROFILE, "PUT\t900\ta\\tb\th:content-type\timage/jpeg\nPUT\t900\t\u00e9\tq:uploads\t"));
        assertThat(signDownloads(2, "k\tinline\ta b.pdf\nl\tdownload\t\u00fc.pdf"))
                .isEqualTo(Signing.presign(PROFILE, "GET\t60\tk\tinline\ta b.pdf\nGET\t60\tl\tdownload\t\u00fc.pdf"));
        String typed = "k\tinline\tn\tq:response-content-type\ttext/plain; charset=utf-8";
        assertThat(signDownloads(1, typed)).isEqualTo(Signing.presign(PROFILE, "GET\t60\t" + typed));
    }

    @ParameterizedTest
    @CsvSource({"1,2", "2,1", "2,3", "1,0", "10001,10001"})
    void sign_otherNumberOfLinesThanAskedFor_failsTheWholeCall(int asked, int sent) {
        String lines = String.join("\n", Collections.nCopies(sent, "k\tinline\tn"));
        String detail = "requests: " + asked + " of 1..10000 lines; received " + sent;
        assertError(sign("GET", 60, asked, lines), detail);
        assertError(signDownloads(asked, lines), detail);
    }

    /** A line feed at the end is a line more, too. */
    @Test
    void sign_lineFeedAtTheEnd_isAnotherLine() {
        assertError(signDownloads(1, "k\tinline\tn\n"), "requests: 1 of 1..10000 lines; received 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            k                              | download: key, download or inline, file name, q:response-content-type; received 1 fields
            k;h:x-amz-acl;public-read      | download: key, download or inline, file name, q:response-content-type; received 3 fields with "h:x-amz-acl"
            k;q:acl;                       | download: key, download or inline, file name, q:response-content-type; received 3 fields with "q:acl"
            k;inline;n;q:acl;              | download: key, download or inline, file name, q:response-content-type; received 5 fields with "inline"
            DELETE;60;k;inline;n           | download: key, download or inline, file name, q:response-content-type; received 5 fields with "60"
            k;inline                       | request: key and pairs of name and value; received 2 fields
            ;inline;n                      | key: 1..1024 bytes of UTF-8; received 0 bytes
            """)
    void signDownloads_anythingButADownload_isAnErrorInItsPlace(String request, String detail) {
        String[] lines = signDownloads(3, "a\tinline\tn\n" + request.replace(';', '\t') + "\nb\tinline\tn")
                .split("\n", -1);
        assertThat(lines).hasSize(3);
        assertThat(lines[0]).startsWith("https://bucket.s3.eu-central-1.amazonaws.com/a?");
        assertError(lines[1], detail);
        assertThat(lines[2]).startsWith("https://bucket.s3.eu-central-1.amazonaws.com/b?");
    }

    @Test
    void sign_methodOrExpiryThatCannotBe_failsTheWholeCall() {
        assertError(sign("GET\t60\tk\n", 60, 1, "k"), "method: GET, HEAD, PUT, POST or DELETE; received \"GET 60 k \"");
        assertError(sign("GET", 604_801, 1, "k"), "expiry in seconds: 1..604800; received 604801");
        assertError(sign("GET", 0, 1, "k"), "expiry in seconds: 1..604800; received 0");
    }

    @Test
    void signForm_keyAndFields_areThoseOfALineThatSaysAllItself() {
        assertThat(Signing.signForm(PROFILE, 60, 1, 9, "a\\tb\tContent-Type\timage/jpeg"))
                .isEqualTo(Signing.signPostPolicy(PROFILE, "60\ta\\tb\texact\t1\t9\tContent-Type\timage/jpeg"));
        assertThat(Signing.signForm(PROFILE, 60, 1, 9, "k")).startsWith("https://bucket.");
        assertError(Signing.signForm(PROFILE, 60, 1, 9, "k\nl"), "one line expected; received more than one");
    }

    private static void assertError(String line, String detail) {
        String[] parts = line.split("\t", -1);
        assertThat(parts).hasSize(3);
        assertThat(parts[0]).isEqualTo("!invalid_argument");
        assertThat(parts[1]).isEqualTo(detail);
        assertThat(parts[2]).isNotEmpty();
    }
}
