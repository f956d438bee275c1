package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.Api;
import org.pgfiles.http.client.UploadRequest;

/** Who has a valid token is known from the first call that may write. */
@Promise("users appear by calling")
@ExtendWith(WorldExtension.class)
class UsersTest {
    private final World world;

    UsersTest(World world) {
        this.world = world;
    }

    /** Dora of acme, as her provider describes her. */
    private Api dora(String name) {
        return world.apiWithClaims(
                """
                {"role": "authenticated", "sub": "d-1", "name": "%s", "preferred_username": "dora",
                 "email": "dora@example.org", "user": {"organization_id": "%s", "role": "org_client"}}
                """
                        .formatted(name, world.acme()));
    }

    private List<String> rows() {
        return world.database()
                .texts(
                        "select concat_ws('|', user_id, handle, display_name, email) from pgfiles.app_user"
                                + " where organization_id = ?",
                        world.acme());
    }

    @Test
    void user_isMadeByTheFirstWritingCall_andFollowsTheToken() {
        Api dora = dora("Dora Doe");
        assertThat(dora.get("/files").status()).isEqualTo(200);
        assertThat(rows()).as("a GET writes nothing").isEmpty();

        dora.uploadUrl(UploadRequest.jpeg(world.newSite(), 1000));
        assertThat(rows()).containsExactly("d-1|dora|Dora Doe|dora@example.org");

        dora("Dora Day").uploadUrl(UploadRequest.jpeg(world.newSite(), 1000));
        assertThat(rows()).containsExactly("d-1|dora|Dora Day|dora@example.org");
    }

    @Test
    void failedCall_isStillRefused_andMakesNoUser() {
        assertThat(dora("Dora")
                        .rpc("confirm_upload", "{\"file_id\": \"" + UUID.randomUUID() + "\"}")
                        .status())
                .isEqualTo(404);
        assertThat(rows()).isEmpty();
    }

    @Test
    void files_withTheirUploaders_areShownToColleagues() {
        UploadRequest upload = UploadRequest.jpeg(world.newSite(), TestPhoto.small().length);
        world.readyPhoto(dora("Dora Doe"), upload);

        JsonNode rows = world.bob()
                .get("/files?select=file_name,users(display_name,handle)")
                .success();

        assertThat(rows.at("/0/users/display_name").asText()).isEqualTo("Dora Doe");
        assertThat(world.bob().get("/users?select=*").text())
                .contains("Dora Doe")
                .doesNotContain("dora@example.org");
        assertThat(world.carol().get("/users?user_id=eq.d-1").success()).isEmpty();
        assertThat(world.anonymous().get("/users").status()).isEqualTo(401);
        assertThat(world.bob().send("DELETE", "/users?user_id=eq.d-1", "").status())
                .isEqualTo(403);
    }

    @Test
    void event_fromTheIdentityProvider_makesTheUserBeforeTheFirstCall() {
        String jti = world.database()
                .text("insert into pgfiles.service_token (role) values ('api_service_idp') returning jti");
        Api provider = world.apiWithClaims("{\"role\": \"api_service_idp\", \"jti\": \"" + jti + "\"}");
        String event =
                """
                {"version": "1", "triggerSource": "PostConfirmation_ConfirmSignUp", "userName": "erin",
                 "request": {"userAttributes": {"sub": "%s", "email": "erin@example.org", "name": "Erin"}}, "response": {}}
                """
                        .formatted(jti);

        String id = provider.rpc("sync_user", event).success().asText();

        assertThat(world.database()
                        .texts("select display_name from pgfiles.app_user where id = ?::uuid and user_id = ?", id, jti))
                .containsExactly("Erin");
        assertThat(world.alice().rpc("sync_user", event).status())
                .as("nobody but the provider")
                .isEqualTo(403);
    }
}
