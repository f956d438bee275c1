package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.Api;
import org.pgfiles.http.client.Problem;
import org.pgfiles.http.client.Response;

/** Tokens that are signed rightly and are refused all the same. */
@Promise("tokens of others and revoked ones are refused")
@ExtendWith(WorldExtension.class)
class TokenTest {
    private static final String REVOKED =
            "not a registered service token of this role and organization, revoked or expired";

    private final World world;

    TokenTest(World world) {
        this.world = world;
    }

    private Api of(String claims) {
        return world.apiWithClaims(claims.replace("ACME", world.acme()));
    }

    private static void assertRefused(Response response, String why) {
        assertThat(response.problem())
                .isEqualTo(new Problem(401, "PT401", "Token refused", why, "sign in to this application"));
        assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }

    @Test
    void tokenOfAnotherIssuerOrClient_isRefused_onceTheSettingsNameOurs() {
        Api ours =
                of("{\"role\": \"authenticated\", \"sub\": \"1\", \"iss\": \"https://id/\", \"client_id\": \"web\"}");
        Api game =
                of("{\"role\": \"authenticated\", \"sub\": \"1\", \"iss\": \"https://id/\", \"client_id\": \"game\"}");
        Api other =
                of("{\"role\": \"authenticated\", \"sub\": \"1\", \"iss\": \"https://di/\", \"client_id\": \"web\"}");
        assertThat(other.get("/files").status()).isEqualTo(200);
        world.database()
                .execute("insert into pgfiles.setting values ('token_issuers', '{https://id/}'),"
                        + " ('token_client_ids', '{web,app}')");
        try {
            assertThat(ours.get("/files").status()).isEqualTo(200);
            assertRefused(game.get("/files"), "not allowed by token_client_ids");
            assertRefused(other.get("/files"), "not allowed by token_issuers");
            assertRefused(other.rpc("generate_upload_url", "{}"), "not allowed by token_issuers");
            assertThat(world.anonymous().get("/").status()).as("no token").isEqualTo(200);
        } finally {
            world.database().execute("delete from pgfiles.setting where name like 'token\\_%'");
        }
    }

    @Test
    void serviceToken_isTakenWhileItIsRegistered_andRefusedOnceItIsRevoked() {
        String jti = UUID.randomUUID().toString();
        String claims =
                """
                {"role": "api_service_idp", "jti": "%s", "sub": "service:idp", "user": {"organization_id": "ACME"}}
                """
                        .formatted(jti);
        Api service = of(claims);
        assertRefused(service.get("/"), REVOKED);

        world.database()
                .execute(
                        "insert into pgfiles.service_token (jti, role, organization_id) values (?, 'api_service_idp', ?)",
                        jti,
                        world.acme());
        assertThat(service.get("/").status()).isEqualTo(200);
        String user = "{\"sub\": \"" + jti + "\", \"user\": {\"organization_id\": \"" + world.acme() + "\"}}";
        assertThat(service.rpc("sync_user", user).status()).isEqualTo(200);
        assertThat(service.rpc("sync_user", user.replace(world.acme(), world.globex()))
                        .status())
                .as("a user of another organization")
                .isEqualTo(403);
        assertRefused(of(claims.replace("ACME", world.globex())).get("/"), REVOKED);

        world.database().execute("update pgfiles.service_token set revoked_at = now() where jti = ?", jti);
        assertRefused(service.get("/"), REVOKED);
        assertRefused(service.rpc("sync_user", user), REVOKED);
        assertRefused(of("{\"role\": \"api_service_idp\"}").get("/"), REVOKED);
    }
}
