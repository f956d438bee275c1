package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgfiles.http.client.Problem;
import org.pgfiles.http.client.Response;
import org.pgfiles.http.client.UploadRequest;

/** What clients get wrong: each mistake has its clear answer, and leaves nothing behind. A new case is a new line. */
@Promise("every mistake of a client has an answer of its own and leaves no row")
@ExtendWith(WorldExtension.class)
class BadInputTest {
    private static final String NAME_HINT = "send the bare name, such as \"photo.jpg\"";
    private static final String TYPE_HINT = "send the content type, such as \"image/jpeg\", or none";
    private static final String TYPE_DETAIL = "file_type must be type/subtype";
    private static final String SIZE_HINT = "send the exact size in bytes: it is signed into the upload";
    private static final String EXPIRY_HINT = "leave it out for 900 seconds";
    private static final String DIGEST_DETAIL = "sha256 must be 64 lower-case hex digits";
    private static final String DIGEST_HINT = "leave it out, or send the digest in hex";
    private static final String CONFIRM_HINT =
            "send the file_id of generate_upload_url; only its uploader can confirm a file";
    private static final UploadRequest GOOD = UploadRequest.jpeg("", 1000);

    private final World world;

    BadInputTest(World world) {
        this.world = world;
    }

    private record Case(String name, UploadRequest upload, Problem problem) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Problem invalid(String details, String hint) {
        return new Problem(400, "22023", "Invalid argument", details, hint);
    }

    /** These are sent for a site that alice may change. */
    static Stream<Case> mistakes() {
        return Stream.of(
                new Case(
                        "unknown entity type",
                        GOOD.with("entity_type", "spaceship"),
                        new Problem(400, "22023", "Unknown entity type", "spaceship", "known: site")),
                new Case(
                        "entity type without id",
                        GOOD.with("entity_id", NullNode.getInstance()),
                        invalid(
                                "entity_type and entity_id go together",
                                "send both, or neither for a file of your own")),
                new Case(
                        "entity id without type",
                        GOOD.without("entity_type"),
                        invalid(
                                "entity_type and entity_id go together",
                                "send both, or neither for a file of your own")),
                new Case("no file name", GOOD.without("file_name"), invalid("file_name is empty", NAME_HINT)),
                new Case("empty file name", GOOD.with("file_name", ""), invalid("file_name is empty", NAME_HINT)),
                new Case("blank file name", GOOD.with("file_name", "   "), invalid("file_name is empty", NAME_HINT)),
                new Case(
                        "path as file name",
                        GOOD.with("file_name", "../../etc/passwd"),
                        invalid("file_name looks like a path", NAME_HINT)),
                new Case(
                        "Windows path as file name",
                        GOOD.with("file_name", "C:\\photo.jpg"),
                        invalid("file_name looks like a path", NAME_HINT)),
                new Case(
                        "directory as file name",
                        GOOD.with("file_name", ".."),
                        invalid("file_name names a directory", NAME_HINT)),
                new Case(
                        "line break in file name",
                        GOOD.with("file_name", "a\r\nX-Injected: yes.jpg"),
                        invalid("file_name has a control character", NAME_HINT)),
                new Case(
                        "file name too long",
                        GOOD.with("file_name", "n".repeat(256)),
                        invalid("file_name has 256 characters, at most 255", NAME_HINT)),
                new Case(
                        "type not allowed",
                        GOOD.with("file_type", "text/html"),
                        new Problem(
                                415,
                                "PT415",
                                "File type not allowed",
                                "allowed: image/*, application/pdf; got text/html",
                                "send a file of an allowed type")),
                new Case(
                        "no type, and the name has one that is not allowed",
                        GOOD.without("file_type").with("file_name", "page.html"),
                        new Problem(
                                415,
                                "PT415",
                                "File type not allowed",
                                "allowed: image/*, application/pdf; got text/html",
                                "send a file of an allowed type, and its content type as file_type")),
                new Case("malformed type", GOOD.with("file_type", "jpeg"), invalid(TYPE_DETAIL, TYPE_HINT)),
                new Case(
                        "line break in type",
                        GOOD.with("file_type", "image/jpeg\nx: y"),
                        invalid(TYPE_DETAIL, TYPE_HINT)),
                new Case(
                        "no size",
                        GOOD.without("file_size"),
                        invalid("file_size must be at least 1 byte, got null", SIZE_HINT)),
                new Case(
                        "size 0",
                        GOOD.with("file_size", 0),
                        invalid("file_size must be at least 1 byte, got 0", SIZE_HINT)),
                new Case(
                        "negative size",
                        GOOD.with("file_size", -1),
                        invalid("file_size must be at least 1 byte, got -1", SIZE_HINT)),
                new Case(
                        "too large",
                        GOOD.with("file_size", 52428801),
                        new Problem(
                                413,
                                "PT413",
                                "File too large",
                                "at most 52428800 bytes, got 52428801",
                                "send a smaller file")),
                new Case(
                        "expires at once",
                        GOOD.with("expires_in", 0),
                        invalid("expires_in must be between 1 and 3600 seconds, got 0", EXPIRY_HINT)),
                new Case(
                        "lives too long",
                        GOOD.with("expires_in", 3601),
                        invalid("expires_in must be between 1 and 3600 seconds, got 3601", EXPIRY_HINT)),
                new Case("short digest", GOOD.with("sha256", "abc"), invalid(DIGEST_DETAIL, DIGEST_HINT)),
                new Case(
                        "digest in base64",
                        GOOD.with("sha256", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
                        invalid(DIGEST_DETAIL, DIGEST_HINT)),
                new Case(
                        "size that is no number",
                        GOOD.with("file_size", "big"),
                        new Problem(400, "22P02", "invalid input syntax for type bigint: \"big\"", "", "")));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void generateUploadUrl_mistake_hasItsAnswerAndLeavesNoRow(Case mistake) {
        UploadRequest upload =
                mistake.upload.json().path("entity_id").asText("x").isEmpty()
                        ? mistake.upload.with("entity_id", world.newSite())
                        : mistake.upload;

        Response response = world.alice().rpc("generate_upload_url", upload.json());

        assertThat(response.problem()).isEqualTo(mistake.problem);
        assertThat(world.filesOf(world.acme())).isZero();
    }

    @Test
    void generateUploadUrl_entityThatDoesNotExist_isNotFound() {
        assertEntityNotFound(UUID.randomUUID().toString());
    }

    @Test
    void generateUploadUrl_entityOfAnotherOrganization_isNotFoundInTheSameWords() {
        assertEntityNotFound(world.newForeignSite());
    }

    @ParameterizedTest
    @ValueSource(strings = {"42", "not-a-uuid", "'; drop table app.site; --", "../../globex"})
    void generateUploadUrl_malformedEntityId_isNotFoundInTheSameWords(String id) {
        assertEntityNotFound(id);
    }

    private void assertEntityNotFound(String id) {
        Response response = world.alice()
                .rpc("generate_upload_url", UploadRequest.jpeg(id, 1000).json());
        assertThat(response.problem())
                .isEqualTo(new Problem(
                        404, "PT404", "Entity not found", "site " + id, "check the id, and that you may see the row"));
        assertThat(world.filesOf(world.acme())).isZero();
    }

    @Test
    void generateUploadUrl_archivedSite_isNotAllowed() {
        String site = world.newArchivedSite();
        Response response = world.alice()
                .rpc("generate_upload_url", UploadRequest.jpeg(site, 1000).json());
        assertThat(response.problem())
                .isEqualTo(new Problem(
                        403,
                        "42501",
                        "Not allowed",
                        "site " + site + " may not be changed by you",
                        "ask for the right to update it"));
        assertThat(world.filesOf(world.acme())).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Übersicht 東京.jpg",
                "photo",
                ".hidden",
                "a'b\"c;d$e%f&g?h#i+j.jpg",
                "مرحبا.jpg",
                "👩‍👩‍👧.jpg",
                "tab-less but  spaced.jpg"
            })
    void generateUploadUrl_unusualName_isFine(String name) {
        byte[] photo = TestPhoto.small();
        UUID fileId = world.alice()
                .upload(UploadRequest.jpeg(world.newSite(), photo.length).with("file_name", name), photo);
        assertThat(world.alice().file(fileId, "").path("file_name").asText()).isEqualTo(name);
    }

    @Test
    void generateUploadUrl_nulCharacterInName_isRefused() {
        Response response = world.alice()
                .rpc(
                        "generate_upload_url",
                        UploadRequest.jpeg(world.newSite(), 1000)
                                .with("file_name", "a\0b")
                                .json());
        assertThat(response.status()).isEqualTo(400);
        assertThat(world.filesOf(world.acme())).isZero();
    }

    @Test
    void confirmUpload_withoutFileId_saysSo() {
        assertThat(world.alice().rpc("confirm_upload", "{}").problem())
                .isEqualTo(new Problem(404, "PT404", "File not found", "file_id is missing", CONFIRM_HINT));
    }

    @Test
    void confirmUpload_malformedFileId_isRefused() {
        assertThat(world.alice().rpc("confirm_upload", "{\"file_id\": \"42\"}").problem())
                .isEqualTo(new Problem(400, "22P02", "invalid input syntax for type uuid: \"42\"", "", ""));
    }

    @Test
    void confirmUpload_unknownFile_isNotFound() {
        UUID fileId = UUID.randomUUID();
        assertThat(world.alice()
                        .rpc("confirm_upload", "{\"file_id\": \"" + fileId + "\"}")
                        .problem())
                .isEqualTo(new Problem(404, "PT404", "File not found", fileId.toString(), CONFIRM_HINT));
    }

    @Test
    void generateDownloadUrl_withoutFileId_isNotFound() {
        assertThat(world.alice().rpc("generate_download_url", "{}").problem())
                .isEqualTo(new Problem(
                        404,
                        "PT404",
                        "File not found",
                        "file_id is missing",
                        "check the id, and that you may see the file"));
    }

    @Test
    void generateDownloadUrl_pendingFile_isNotReady() {
        UUID fileId = world.alice()
                .uploadUrl(UploadRequest.jpeg(world.newSite(), 1000))
                .fileId();
        assertThat(world.alice()
                        .rpc("generate_download_url", "{\"file_id\": \"" + fileId + "\"}")
                        .problem())
                .isEqualTo(new Problem(
                        422, "PT422", "File not ready", "the file is pending", "upload it and wait until it is ready"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 86401})
    void generateDownloadUrl_expiryOutOfRange_isRefused(int seconds) {
        assertThat(world.alice()
                        .rpc("generate_download_url", "{\"expires_in\": " + seconds + "}")
                        .problem())
                .isEqualTo(invalid(
                        "expires_in must be between 1 and 86400 seconds, got " + seconds,
                        "leave it out for 300 seconds"));
    }

    @Test
    void generateDownloadUrl_unknownVariant_listsThoseThatThereAre() {
        UUID fileId = world.readyPhoto(world.alice(), UploadRequest.jpeg(world.newSite(), TestPhoto.small().length));
        assertThat(world.alice()
                        .rpc("generate_download_url", "{\"file_id\": \"" + fileId + "\", \"variant\": \"poster\"}")
                        .problem())
                .isEqualTo(new Problem(
                        404,
                        "PT404",
                        "Variant not found",
                        "poster",
                        "it has: original, thumbnail_small, thumbnail_medium, thumbnail_large"));
    }

    @Test
    void rpc_unknownArgument_isNotFound() {
        Response response = world.alice().rpc("generate_upload_url", "{\"file_nme\": \"photo.jpg\"}");
        assertThat(response.status()).isEqualTo(404);
        assertThat(response.problem().code()).isEqualTo("PGRST202");
    }
}
