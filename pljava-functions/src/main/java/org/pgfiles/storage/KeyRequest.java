package org.pgfiles.storage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pgfiles.PgfilesException;
import org.pgfiles.json.JsonFields;

/** Signing keys for many profiles, regions and days, from JSON to JSON. */
public final class KeyRequest {
    private KeyRequest() {}

    /**
     * The keys, without the secret access key.
     *
     * <p>A profile without credentials is listed among the errors and does not keep the others from getting theirs.
     */
    public static String answer(String json) {
        return keys(JsonFields.parse(json));
    }

    private static String keys(JsonFields request) {
        List<Map<String, @Nullable Object>> keys = new ArrayList<>();
        List<Map<String, @Nullable Object>> errors = new ArrayList<>();
        for (JsonFields profile : request.list("profiles")) {
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
        return JsonFields.compose(Map.of("keys", keys, "errors", errors));
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
