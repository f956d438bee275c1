package org.pgfiles.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.metadata.MediaType;

/**
 * Tries what a store does with URLs and forms of ours, as a client would use and abuse them. What it claims counts nothing: each
 * finding looks at what is there afterwards. Everything happens in a folder of its own, which is removed.
 */
public final class StoreProbe {
    private static final String FOLDER = ".pgfiles/probe/";
    private static final String TYPE = MediaType.PNG.type();
    private static final long MAX_CLOCK_DIFFERENCE = 300; // seconds
    /** Milliseconds after which a store has read the headers of a request that are on their way. */
    private static final long HEADERS_ARE_READ = 300;

    /** What uploads may have to send besides: a digest, and where a bucket has conditional writes, the condition. */
    private static final List<String> OPTIONAL_HEADERS = List.of("if-none-match", "x-amz-checksum-sha256");

    /** A rule that was written is in force after some seconds. */
    private static final int RULE_LOOKS = 5;

    private static final Pattern LOOPBACK =
            Pattern.compile("http://(localhost|127\\.[0-9.]+|\\[::1\\])(:[0-9]+)?", Pattern.CASE_INSENSITIVE);

    /** Of a request that is asked for and never sent. */
    private static final String AN_UPLOAD = "\tq:uploadId\tprobe";

    private static final Pattern UPLOAD_ID = Pattern.compile("<UploadId>([!-;=?-~]{1,1024})</UploadId>");
    private static final byte[] FIRST = "what was checked".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SECOND = "something else, and longer".getBytes(StandardCharsets.UTF_8);

    private final Store store;
    private final String bucket;
    private final ObjectStore objects;
    private final ClientUrls urls;
    private final @Nullable String publicEndpoint;
    private final Map<String, String> uploadHeaders;
    private final List<String> origins;
    private final BucketSetUp setUp;
    private final BooleanSupplier isStopped;
    private final String folder = FOLDER + UUID.randomUUID() + "/";
    private final List<String> keys = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    /** For where pages of the bucket's clients go; null if that is another store, of which nothing is ours. */
    private @Nullable ClientUrls clientUrls;

    private boolean hasMd5Etags;

    /** What is to be said of the pages' findings besides. */
    private String clientNote = "";

    /**
     * What was found.
     *
     * @param item what was tried, as {@code pgfiles.bucket_check} names it
     * @param isOk whether the store does it, and the bucket is set up like that; null if that is not known
     * @param finding for people
     * @param isLacking whether the store has nothing of the kind
     * @param done what was done about it, for people; null: nothing
     */
    public record Finding(
            String item, @Nullable Boolean isOk, String finding, boolean isLacking, @Nullable String done) {
        Finding(String item, boolean isOk, String finding) {
            this(item, isOk, finding, false, null);
        }
    }

    private StoreProbe(
            Store store,
            String bucket,
            @Nullable String publicEndpoint,
            Map<String, String> uploadHeaders,
            List<String> origins,
            boolean isApplied,
            BooleanSupplier isStopped) {
        this.store = store;
        this.bucket = bucket;
        this.objects = new ObjectStore(store, bucket);
        this.urls = ClientUrls.of(store, bucket);
        this.publicEndpoint = publicEndpoint;
        this.clientUrls = urls;
        this.uploadHeaders = uploadHeaders;
        this.origins = origins;
        this.setUp = new BucketSetUp(urls, isApplied, isStopped, findings::add);
        this.isStopped = isStopped;
    }

    /**
     * Looks at a bucket.
     *
     * @param publicEndpoint by which clients reach it, if that differs
     * @param uploadHeaders what every upload to it has to send besides
     * @param origins of pages that are to reach it from browsers
     * @param isApplied whether rules that are missing are to be written
     * @param isStopped asked between two steps; what was not tried is not among the findings
     * @return nothing but {@code store} if that does not answer
     */
    public static List<Finding> look(
            Store store,
            String bucket,
            @Nullable String publicEndpoint,
            Map<String, String> uploadHeaders,
            List<String> origins,
            boolean isApplied,
            BooleanSupplier isStopped) {
        StoreProbe probe;
        try {
            probe = new StoreProbe(store, bucket, publicEndpoint, uploadHeaders, origins, isApplied, isStopped);
        } catch (PgfilesException e) {
            return List.of(new Finding("store", false, e.detail()));
        }
        return probe.look();
    }

    private List<Finding> look() {
        try {
            String first = key("first");
            if (upload(first)) {
                tryEach(
                        () -> etags(first),
                        () -> signatures(first),
                        () -> overrides(first),
                        () -> ranges(first),
                        () -> copies(first),
                        () -> publicEndpoint(first),
                        () -> pages(first),
                        setUp::look,
                        this::encryptedWay,
                        this::forms,
                        this::secondWrites,
                        this::overlappingWrites,
                        this::competingWrites,
                        this::bulkDeletes);
            }
        } catch (PgfilesException e) {
            found("store", false, e.detail());
        } catch (IOException e) {
            found("store", false, "no answer");
        } finally {
            keys.forEach(this::remove);
        }
        return findings;
    }

    private interface Step {
        void run() throws IOException;
    }

    /** One that cannot be tried says so and keeps none of the others from it; it counts as what the store does not do. */
    private void tryEach(Step... steps) throws IOException {
        for (Step step : steps) {
            if (isStopped.getAsBoolean()) {
                return;
            }
            step.run();
        }
        found("store", true, "answers");
    }

    private boolean upload(String key) throws IOException {
        ClientHttp.Answer answer = put(key, FIRST, Map.of());
        clock(answer);
        region(answer);
        if (!answer.isTaken() || !isThere(key, FIRST)) {
            found("store", false, "an upload was not taken: " + answer.said());
            return false;
        }
        return true;
    }

    /**
     * A store takes a signature for 15 minutes before and after its own time at most. Its refusals have a time, too.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">RequestTimeTooSkewed</a>
     */
    private void clock(ClientHttp.Answer answer) {
        long stores = answer.connection().getDate();
        if (stores != 0) {
            long ahead = Math.round((System.currentTimeMillis() - stores) / 1e3);
            found(
                    "clock",
                    Math.abs(ahead) <= MAX_CLOCK_DIFFERENCE,
                    Math.abs(ahead) <= 2
                            ? "the store's is the same"
                            : "this server's is " + Math.abs(ahead) + " seconds " + (ahead > 0 ? "ahead of" : "behind")
                                    + " the store's");
        }
    }

    /**
     * A region is part of each signature; who took one for another region has none, or takes any.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html">x-amz-bucket-region</a>
     */
    private void region(ClientHttp.Answer answer) {
        String named = answer.header("x-amz-bucket-region");
        String right = named == null ? answer.textOf("Region") : named;
        if (answer.isTaken()) {
            found("region", true, "signatures for " + store.region() + " are taken");
        } else if (!right.isEmpty() && !right.equals(store.region())) {
            found("region", false, "the bucket is in " + right + ", and its row says " + store.region());
        }
    }

    private void etags(String key) throws IOException {
        ClientHttp.Answer answer = ClientHttp.send("GET", url("GET", key, Map.of(), ""), Map.of(), null);
        if (!Arrays.equals(answer.body(), FIRST)) {
            throw Entity.unavailable("GET " + key + ": another object than was uploaded");
        }
        String etag = String.valueOf(answer.header("ETag")).replace("\"", "");
        hasMd5Etags = etag.equals(md5(FIRST));
        found("md5_etags", hasMd5Etags, hasMd5Etags ? "entity tags are MD5s" : "entity tags are no MD5s");
        boolean hasId = answer.header("x-amz-request-id") != null;
        found("request_ids", hasId, (hasId ? "answers have" : "answers have no") + " x-amz-request-id");
    }

    private void signatures(String key) throws IOException {
        String url = url("GET", key, Map.of(), "");
        ClientHttp.Answer unsigned = ClientHttp.send("GET", url.substring(0, url.indexOf('?')), Map.of(), null);
        found("private_reads", unsigned.isDenied(), "a GET without a signature: " + unsigned.said());

        char last = url.charAt(url.length() - 1);
        String changed = url.substring(0, url.length() - 1) + (last == '0' ? '1' : '0');
        ClientHttp.Answer forged = ClientHttp.send("GET", changed, Map.of(), null);
        String other = key("unsigned");
        String target = url("PUT", other, Map.of(), "");
        ClientHttp.Answer written = ClientHttp.send("PUT", target.substring(0, target.indexOf('?')), Map.of(), FIRST);
        boolean isOk = !forged.isTaken() && !written.isTaken() && isMissing(other);
        found(
                "signatures",
                isOk,
                "a GET with a wrong signature: " + forged.said() + "; a PUT without one: " + written.said());
    }

    private void overrides(String key) throws IOException {
        String pairs = "\tdownload\tprobe.bin\tq:response-content-type\tapplication/octet-stream";
        ClientHttp.Answer answer = ClientHttp.send("GET", url("GET", key, Map.of(), pairs), Map.of(), null);
        String type = String.valueOf(answer.header("Content-Type"));
        String disposition = String.valueOf(answer.header("Content-Disposition"));
        found(
                "response_overrides",
                answer.isTaken() && type.startsWith(MediaType.UNKNOWN.type()) && disposition.startsWith("attachment"),
                "asked for application/octet-stream and attachment: " + answer.said() + ", " + type + ", "
                        + disposition);
    }

    private void ranges(String key) {
        try {
            ObjectStore.Piece piece = objects.getRange(key, 5, 3);
            boolean isOk = piece.isPart() && Arrays.equals(piece.bytes(), Arrays.copyOfRange(FIRST, 5, 8));
            found("ranges", isOk, isOk ? "a piece of an object is sent alone" : "objects are sent whole");
        } catch (PgfilesException e) {
            found("ranges", false, e.detail());
        }
    }

    private void copies(String key) {
        String copy = key("copy");
        String other = key("copy-of-other");
        String etag = etag(key);
        String text;
        boolean isOk;
        try {
            objects.copy(key, etag, FIRST.length, copy, headers(FIRST, Map.of()), isStopped);
            isOk = isThere(copy, FIRST);
            text = isOk ? "an object is copied" : "a copy has other bytes";
        } catch (PgfilesException e) {
            isOk = false;
            text = e.detail();
        }
        found("copies", isOk, text);
        // As workers copy, who compare what they can.
        boolean isNoticed = false;
        try {
            new ObjectStore(store, bucket, new Seen(false, hasMd5Etags))
                    .copy(key, "0".repeat(32), FIRST.length, other, headers(FIRST, Map.of()), isStopped);
        } catch (PgfilesException e) {
            isNoticed = true;
        }
        boolean isRefused = isMissing(other);
        found(
                "conditional_copies",
                isOk && isRefused,
                isRefused
                        ? "a copy of other bytes than were meant is refused"
                        : "x-amz-copy-source-if-match is ignored"
                                + (isNoticed ? ", which workers see by its MD5 up to 64 MiB" : ""));
    }

    /**
     * A GET by a URL as clients get it: what is in front of the store may send another host name on, which is not the one that was
     * signed. That nobody here reaches it is no fault: it is for others.
     */
    private void publicEndpoint(String key) throws IOException {
        if (publicEndpoint == null) {
            return;
        }
        ClientUrls there = urls.at(publicEndpoint);
        try {
            ClientHttp.Answer answer = ClientHttp.send("GET", there.url("GET", key), Map.of(), null);
            boolean isOk = Arrays.equals(answer.body(), FIRST);
            String text = "a GET through " + publicEndpoint + ": "
                    + (answer.isTaken() && !isOk ? "another object" : answer.said());
            found("public_endpoint", isOk, text);
            clientUrls = isOk ? there : null;
            clientNote = isOk ? "" : text;
        } catch (IOException e) {
            clientNote = publicEndpoint + " is not reached from this server, so nobody has tried it";
            found("public_endpoint", true, clientNote);
        }
    }

    /** What pages of the origins can do, and the rule that lets them. */
    private void pages(String key) throws IOException {
        ClientUrls there = clientUrls;
        if (origins.isEmpty()) {
            return;
        } else if (there == null) {
            found("pages", false, clientNote);
            setUp.pages(origins, true);
            return;
        } else if (!PageHttp.isPossible()) {
            setUp.pages(origins, true);
            return;
        }
        List<String> troubles = troubles(key, there);
        if (setUp.pages(origins, !troubles.isEmpty())) {
            for (int i = 0; i < RULE_LOOKS && !troubles.isEmpty() && !isStopped.getAsBoolean(); i++) {
                pause(1000);
                troubles = troubles(key, there);
            }
        }
        String text = troubles.isEmpty()
                ? "pages of " + String.join(", ", origins) + " upload and read"
                : String.join("; ", troubles);
        found("pages", troubles.isEmpty(), clientNote.isEmpty() ? text : text + " by endpoint; " + clientNote);
    }

    /** Of each origin the first thing that its page cannot do. */
    private List<String> troubles(String key, ClientUrls there) throws IOException {
        List<String> troubles = new ArrayList<>();
        for (String origin : origins) {
            String trouble = trouble(key, there, new PageHttp(origin));
            if (!trouble.isEmpty()) {
                troubles.add("a page of " + origin + " " + trouble);
            }
        }
        return troubles;
    }

    /**
     * PUT with the headers of an upload, GET and HEAD, complete and abort an upload in parts, and see the ETag of a part, without which
     * nothing is completed. Empty if it can.
     */
    private String trouble(String key, ClientUrls there, PageHttp page) throws IOException {
        Map<String, String> headers = headers(FIRST, Map.of());
        List<String> asked = Stream.concat(headers.keySet().stream(), OPTIONAL_HEADERS.stream())
                .filter(name -> !name.equals("content-length"))
                .sorted()
                .toList();
        String own = key("page");
        String url = there.url("PUT", own, headers, "");
        ClientHttp.Answer written = page.send("PUT", url, headers, FIRST);
        ClientHttp.Answer read = page.send("GET", there.url("GET", key), Map.of(), null);
        ClientHttp.Answer head = page.send("HEAD", there.url("HEAD", key), Map.of(), null);
        if (!page.isAllowed("PUT", url, asked)) {
            return "may not send a PUT with " + String.join(", ", asked);
        } else if (!page.isAllowed("POST", there.url("POST", own, Map.of(), AN_UPLOAD), List.of("content-type"))) {
            return "may not send a POST, and so cannot complete an upload in parts";
        } else if (!page.isAllowed("DELETE", there.url("DELETE", own, Map.of(), AN_UPLOAD), List.of())) {
            return "may not send a DELETE, and so cannot abort an upload in parts";
        } else if (!page.isShown(written) || !page.isShown(read) || !page.isShown(head)) {
            return "is shown no answer";
        } else if (!written.isTaken() || !read.isTaken() || !head.isTaken()) {
            return "is answered "
                    + Stream.of(written, read, head)
                            .filter(answer -> !answer.isTaken())
                            .findFirst()
                            .orElse(head)
                            .said();
        } else if (!PageHttp.shows(written, "ETag")) {
            return "does not see ETag, without which it cannot complete an upload in parts";
        }
        return "";
    }

    /** Whoever reads a URL on its way opens the file: clients' way is to be encrypted, unless it does not leave this machine. */
    private void encryptedWay() {
        String workers = way(store.endpoint());
        String clients = publicEndpoint == null ? workers : way(publicEndpoint);
        String text = "clients: " + clients + ", workers: " + workers;
        found("tls", !clients.equals("http"), text);
    }

    private static String way(@Nullable String endpoint) {
        if (endpoint == null || endpoint.startsWith("https:")) {
            return "https";
        }
        return LOOPBACK.matcher(endpoint).matches() ? "http on this machine" : "http";
    }

    /** A form of one key, size and type, used for others. */
    private void forms() throws IOException {
        String own = key("form");
        String foreign = key("form-foreign");
        List<String> taken = new ArrayList<>();
        Map<String, String> form = urls.form(own, TYPE, FIRST.length - 1, FIRST.length);
        if (isPosted(form, "key", foreign, FIRST, foreign)) {
            taken.add("another key");
        }
        if (isPosted(form, "key", own, SECOND, own)) {
            taken.add("more bytes");
        }
        if (isPosted(form, "key", own, Arrays.copyOf(FIRST, 1), own)) {
            taken.add("fewer bytes");
        }
        if (isPosted(form, "Content-Type", "text/html", FIRST, own)) {
            taken.add("another content type");
        }
        ClientHttp.Answer right = post(form, FIRST);
        boolean isUsable = right.isTaken() && isThere(own, FIRST);
        String text = isUsable ? "a form is taken" : "no form is taken: " + right.said();
        text += taken.isEmpty() ? ", and for nothing else" : ", and with it " + String.join(", ", taken);
        found("forms", isUsable && taken.isEmpty(), text);
    }

    /** Whether a form was taken with another value, or its object is there whatever the store has said. */
    private boolean isPosted(Map<String, String> form, String name, String value, byte[] file, String key)
            throws IOException {
        Map<String, String> changed = new LinkedHashMap<>(form);
        changed.put(name, value);
        ClientHttp.Answer answer = post(changed, file);
        boolean isTaken = answer.isTaken() || !isMissing(key);
        remove(key);
        return isTaken;
    }

    private void secondWrites() throws IOException {
        String key = key("conditional");
        Map<String, String> condition = Map.of("if-none-match", "*");
        ClientHttp.Answer first = put(key, FIRST, condition);
        ClientHttp.Answer second = put(key, SECOND, condition);
        boolean isOk = first.isTaken() && second.isRefusedByCondition() && isThere(key, FIRST);
        found(
                "conditional_writes",
                isOk,
                "a PUT with If-None-Match: " + first.said() + "; a second one: " + second.said());
        secondCompletion(key);
    }

    /** The same where parts are put together. */
    private void secondCompletion(String key) throws IOException {
        String target = url("POST", key, Map.of(), "\tq:uploads\t");
        ClientHttp.Answer created = ClientHttp.send("POST", target, Map.of(), new byte[0]);
        Matcher id = UPLOAD_ID.matcher(new String(created.body(), StandardCharsets.UTF_8));
        if (!created.isTaken() || !id.find()) {
            found("conditional_completions", false, "an upload in parts was not begun: " + created.said());
            return;
        }
        String uploadId = "\tq:uploadId\t" + id.group(1);
        String part = url("PUT", key, Map.of(), "\tq:partNumber\t1" + uploadId);
        String etag =
                String.valueOf(ClientHttp.send("PUT", part, Map.of(), SECOND).header("ETag"));
        Map<String, String> condition = Map.of("if-none-match", "*");
        byte[] list = ("<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + etag
                        + "</ETag></Part></CompleteMultipartUpload>")
                .getBytes(StandardCharsets.UTF_8);
        // Not signed, and as no form: of that a store may read fields.
        Map<String, String> headers = Map.of("if-none-match", "*", "content-type", "application/xml");
        ClientHttp.Answer completed = ClientHttp.send("POST", url("POST", key, condition, uploadId), headers, list);
        // One that understands nothing leaves alone what is there, too, and takes no upload in parts.
        boolean isOk = completed.isRefusedByCondition() && isThere(key, FIRST);
        if (isOk) {
            ClientHttp.send("DELETE", url("DELETE", key, Map.of(), uploadId), Map.of(), null);
        }
        found("conditional_completions", isOk, "a second object put together with If-None-Match: " + completed.said());
    }

    /** One that began before the other, and ends after it. */
    private void overlappingWrites() throws IOException {
        String key = key("overlapping");
        Map<String, String> condition = Map.of("if-none-match", "*");
        Map<String, String> headers = headers(SECOND, condition);
        boolean[] isFirstTaken = {false};
        ClientHttp.Answer late = ClientHttp.send("PUT", url("PUT", key, headers, ""), headers, SECOND, () -> {
            // A store that asks at the beginning has to have asked, or it looks like one that asks at the end.
            pause(HEADERS_ARE_READ);
            isFirstTaken[0] = put(key, FIRST, condition).isTaken();
        });
        boolean isOk = isFirstTaken[0] && !late.isTaken() && isThere(key, FIRST);
        found(
                "overlapping_writes",
                isOk,
                "of two PUTs with If-None-Match at the same time, the one that ends later: " + late.said());
    }

    /** Of several who write over what each of them has read, one may; or of two who take a lease both have it. */
    private void competingWrites() throws IOException {
        String key = key("competing");
        put(key, FIRST, Map.of());
        Map<String, String> condition = Map.of("if-match", '"' + etag(key) + '"');
        CompetingWrites writes = new CompetingWrites(urls, key, bytes -> headers(bytes, condition));
        writes.run();
        List<byte[]> taken = writes.taken();
        found(
                "competing_writes",
                taken.size() == 1 && Arrays.equals(content(key), taken.get(0)),
                "of " + CompetingWrites.WRITERS + " PUTs with the same If-Match at the same time " + taken.size()
                        + " were taken" + (taken.isEmpty() ? ": " + writes.refusal() : ""));
    }

    /** By one request, as workers ask for it, and with the newer checksum that SDKs send of themselves. */
    private void bulkDeletes() throws IOException {
        String old = key("bulk");
        String newer = key("bulk-crc32");
        put(old, FIRST, Map.of());
        put(newer, FIRST, Map.of());
        ClientHttp.Answer answer = deleteMany(old, body -> Map.of("content-md5", base64(digest(body))));
        boolean isOk = answer.isTaken() && isMissing(old);
        found(
                "bulk_deletes",
                isOk,
                isOk
                        ? "many objects are deleted by one request"
                        : "each object is deleted by a request of its own: " + answer.said());
        ClientHttp.Answer other = deleteMany(
                newer, body -> Map.of("x-amz-checksum-crc32", crc32(body), "x-amz-sdk-checksum-algorithm", "CRC32"));
        boolean isNeedless = other.isTaken() && isMissing(newer);
        found(
                "md5",
                true,
                isNeedless
                        ? "deletions are taken without Content-MD5, too"
                        : "deletions need Content-MD5, which workers send: " + other.said());
    }

    private ClientHttp.Answer deleteMany(String key, Function<byte[], Map<String, String>> checksum)
            throws IOException {
        byte[] body = Xml.of("Delete", Xml.of("Object", Xml.of("Key", key))).toBytes();
        Map<String, String> headers = new LinkedHashMap<>(checksum.apply(body));
        String url = urls.ofBucket("POST", headers, "\tq:delete\t");
        headers.put("content-type", "application/xml"); // Not signed.
        return ClientHttp.send("POST", url, headers, body);
    }

    private static String crc32(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return base64(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static void pause(long milliseconds) throws IOException {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    // --- requests as we sign them ------------------------------------------------------------------

    private ClientHttp.Answer put(String key, byte[] bytes, Map<String, String> condition) throws IOException {
        Map<String, String> headers = headers(bytes, condition);
        return ClientHttp.send("PUT", url("PUT", key, headers, ""), headers, bytes);
    }

    private Map<String, String> headers(byte[] bytes, Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>(uploadHeaders);
        headers.put("content-type", TYPE);
        headers.put("content-length", String.valueOf(bytes.length));
        headers.putAll(more);
        return headers;
    }

    private String url(String method, String key, Map<String, String> headers, String pairs) {
        return urls.url(method, key, headers, pairs);
    }

    private static ClientHttp.Answer post(Map<String, String> form, byte[] file) throws IOException {
        String boundary = "----pgfiles" + UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String url = "";
        for (Map.Entry<String, String> field : form.entrySet()) {
            if (field.getKey().isEmpty()) {
                url = field.getValue();
            } else {
                body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field.getKey()
                                + "\"\r\n\r\n" + field.getValue() + "\r\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        body.writeBytes(
                ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"probe\"\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return ClientHttp.send(
                "POST", url, Map.of("content-type", "multipart/form-data; boundary=" + boundary), body.toByteArray());
    }

    // --- what is there afterwards ------------------------------------------------------------------

    private String key(String name) {
        keys.add(folder + name);
        return folder + name;
    }

    private boolean isThere(String key, byte[] bytes) {
        return Arrays.equals(content(key), bytes);
    }

    private boolean isMissing(String key) {
        return content(key) == null;
    }

    /** Null if there is no such object; of one that is too large to be ours, nothing. */
    private byte @Nullable [] content(String key) {
        try {
            return objects.get(key, 1_000);
        } catch (PgfilesException e) {
            if (e.code() == ErrorCode.OBJECT_MISSING) {
                return null;
            } else if (e.code() == ErrorCode.TOO_LARGE) {
                return new byte[0];
            }
            throw e;
        }
    }

    private String etag(String key) {
        try (ObjectStream stream = objects.open(key, isStopped)) {
            return stream.etag();
        }
    }

    private void remove(String key) {
        try {
            objects.delete(key);
        } catch (PgfilesException e) {
            // It is small, in a folder that says what it is.
        }
    }

    private void found(String item, boolean isOk, String finding) {
        findings.add(new Finding(item, isOk, finding));
    }

    private static String md5(byte[] bytes) {
        return HexFormat.of().formatHex(digest(bytes));
    }

    /** MD5; empty in a JVM that is not to know it. */
    static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            return new byte[0];
        }
    }
}
