package org.pgfiles.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pgfiles.PgfilesException;
import org.pgfiles.storage.DerivedKeys;
import org.pgfiles.worker.Fields;

/** {@code pgfiles.java_signing_keys}: resolves credentials where the network may be asked for them. */
public final class Credentials {
    private Credentials() {}

    /**
     * Derives signing keys for credential profiles, regions and days, as JSON. The secret access key is not in the answer.
     *
     * <p>A profile without credentials is listed among the errors and does not keep the others from getting theirs.
     */
    public static String signingKeys(String request) {
        return Guard.text(() -> keys(Fields.parse(request)));
    }

    private static String keys(Fields request) {
        List<Map<String, @Nullable Object>> keys = new ArrayList<>();
        List<Map<String, @Nullable Object>> errors = new ArrayList<>();
        for (Fields profile : request.list("profiles")) {
            String name = profile.textOrNull("credential_profile");
            String region = profile.text("region");
            try {
                for (String date : request.texts("dates")) {
                    keys.add(key(name, region, date));
                }
            } catch (PgfilesException e) {
                Map<String, @Nullable Object> error = named(name, region);
                error.put("code", e.code().sqlName());
                error.put("detail", e.detail());
                error.put("hint", e.hint());
                errors.add(error);
            }
        }
        return Fields.compose(Map.of("keys", keys, "errors", errors));
    }

    private static Map<String, @Nullable Object> key(@Nullable String name, String region, String date) {
        DerivedKeys.DerivedKey derived = DerivedKeys.derive(name, region, date);
        Map<String, @Nullable Object> key = named(name, region);
        key.put("date", date);
        key.put("access_key_id", derived.accessKeyId());
        key.put("signing_key", derived.signingKey());
        key.put("session_token", derived.sessionToken());
        key.put(
                "expires_at",
                derived.expiresAt() == null ? null : derived.expiresAt().toString());
        return key;
    }

    private static Map<String, @Nullable Object> named(@Nullable String name, String region) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("credential_profile", name);
        map.put("region", region);
        return map;
    }
}
