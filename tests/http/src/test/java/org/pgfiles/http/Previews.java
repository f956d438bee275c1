package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/** A setting by which workers draw previews, and what tests of these look at. */
record Previews(World world, String setting, String value) {
    void switchOn() {
        world.database()
                .execute("insert into pgfiles.setting values ('%s', '%s')".formatted(setting, value)
                        + " on conflict (name) do update set value = excluded.value");
    }

    void switchOff() {
        world.database().execute("delete from pgfiles.setting where name = '%s'".formatted(setting));
    }

    /** The file is ready; the reason why it has no preview, or nothing. */
    static void assertReady(JsonNode file, String reason) {
        assertThat(file.path("status").asText()).as(file.toString()).isEqualTo("ready");
        assertThat(file.path("status_reason").asText("")).as(file.toString()).isEqualTo(reason);
    }

    static UUID id(JsonNode file) {
        return UUID.fromString(file.path("id").asText());
    }
}
