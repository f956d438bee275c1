package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.Api;
import org.pgfiles.http.client.UploadRequest;

/** Database roles for more and less: what files.grant_api_to gave them. */
@Promise("readers, editors and admins may do what they are there for")
@ExtendWith(WorldExtension.class)
class RolesTest {
    private final World world;
    private final UploadRequest upload;
    private final UUID photo;

    RolesTest(World world) {
        this.world = world;
        this.upload = UploadRequest.jpeg(world.newSite(), TestPhoto.small().length);
        this.photo = world.readyPhoto(world.alice(), upload);
    }

    private Api as(String role) {
        return world.apiWithClaims(
                """
                {"role": "%s", "user": {"organization_id": "%s", "user_id": "%s", "role": "org_client"}}
                """
                        .formatted(role, world.acme(), role));
    }

    @Test
    void user_looksAndDownloads_andUploadsNothing() {
        Api user = as("api_user");
        assertThat(user.visibleFiles()).containsExactly(photo);
        assertThat(user.downloadUrl(photo).send().body()).isEqualTo(TestPhoto.small());
        assertThat(user.file(photo, ",download_url,thumbnail_small_url")
                        .path("thumbnail_small_url")
                        .asText())
                .contains("X-Amz-Signature");

        assertThat(user.rpc("generate_upload_url", upload.json()).status()).isEqualTo(403);
        assertThat(user.send("POST", "/files", "{\"s3_original_key\": \"x\"}").status())
                .isEqualTo(403);
        assertThat(user.get("/").text()).contains("generate_download_url").doesNotContain("generate_upload_url");
    }

    @Test
    void editorAndAdmin_upload() {
        for (String role : new String[] {"api_editor", "api_admin"}) {
            UUID fileId = world.readyPhoto(as(role), upload);
            assertThat(as("api_user").visibleFiles()).contains(fileId);
        }
    }

    @Test
    void editorWithAnAdminsClaim_doesNotRelease_whatAnAdminMay() {
        for (String role : new String[] {"api_editor", "api_admin"}) {
            Api admin = world.apiWithClaims(
                    """
                    {"role": "%s", "user": {"organization_id": "%s", "user_id": "%s", "role": "org_admin"}}
                    """
                            .formatted(role, world.acme(), role));
            assertThat(admin.rpc("release_file", "{\"file_id\": \"" + photo + "\"}")
                            .status())
                    .isEqualTo(role.equals("api_editor") ? 403 : 200);
        }
    }

    @Test
    void otherRoles_seeNothing() {
        assertThat(as("anon").get("/files").status()).isEqualTo(401);
        assertThat(as("authenticator").get("/files").status()).isEqualTo(403);
        assertThat(as("postgres").get("/files").status()).isEqualTo(403);
        assertThat(as("nosuchrole").get("/files").status()).isBetween(400, 403);
    }
}
