package org.pgfiles.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pgfiles.media.LocalS3;

class CredentialsTest {
    @BeforeAll
    static void useProfiles() {
        LocalS3.useProfiles();
    }

    @Test
    void signingKeys_profileRegionAndDays_areOneKeyEachAndNeverTheSecret() throws Exception {
        String answer = Credentials.signingKeys(
                """
                {"profiles":[{"credential_profile":"local","region":"us-east-1"}],"dates":["20150830","20150831"]}""");

        List<Map<String, Object>> keys = list(answer, "keys");
        assertThat(keys).hasSize(2);
        // The same secret as in the example of AWS's manual, there for the service iam; here for s3.
        assertThat(keys.get(0))
                .containsEntry("credential_profile", "local")
                .containsEntry("region", "us-east-1")
                .containsEntry("date", "20150830")
                .containsEntry("access_key_id", LocalS3.ACCESS_KEY)
                .containsEntry("session_token", null)
                .containsEntry("expires_at", null);
        assertThat(String.valueOf(keys.get(0).get("signing_key"))).matches("[0-9a-f]{64}");
        assertThat(keys.get(0).get("signing_key")).isNotEqualTo(keys.get(1).get("signing_key"));
        assertThat(answer).doesNotContain(LocalS3.SECRET_KEY);
        assertThat(list(answer, "errors")).isEmpty();
    }

    @Test
    void signingKeys_temporaryCredentials_comeWithTheirToken() throws Exception {
        String answer = Credentials.signingKeys(
                """
                {"profiles":[{"credential_profile":"temporary","region":"eu-central-1"}],"dates":["20261120"]}""");

        assertThat(list(answer, "keys").get(0)).containsEntry("session_token", "token-of-the-session");
    }

    @Test
    void signingKeys_oneProfileWithoutCredentials_doesNotKeepTheOtherFromItsKey() throws Exception {
        String answer = Credentials.signingKeys(
                """
                {"profiles":[{"credential_profile":"absent","region":"us-east-1"},
                             {"credential_profile":"local","region":"us-east-1"}],"dates":["20261120"]}""");

        assertThat(list(answer, "keys"))
                .extracting(key -> key.get("credential_profile"))
                .containsExactly("local");
        Map<String, Object> error = list(answer, "errors").get(0);
        assertThat(error).containsEntry("credential_profile", "absent").containsEntry("code", "credentials_missing");
        assertThat(String.valueOf(error.get("hint"))).contains("[absent]");
    }

    @Test
    void signingKeys_noCredentialsAnywhere_saysSo() throws Exception {
        String answer = Credentials.signingKeys(
                """
                {"profiles":[{"credential_profile":null,"region":"us-east-1"}],"dates":["20261120"]}""");

        assertThat(list(answer, "errors").get(0))
                .containsEntry("credential_profile", null)
                .containsEntry("code", "credentials_missing")
                .containsEntry("detail", "the AWS default credential chain has no credentials");
    }

    @Test
    void signingKeys_noRequest_isAnErrorThatSqlCanRaise() {
        assertThat(Credentials.signingKeys("")).startsWith("!invalid_argument\t");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(String json, String name) throws Exception {
        return (List<Map<String, Object>>) JSON.std.mapFrom(json).getOrDefault(name, List.of());
    }
}
