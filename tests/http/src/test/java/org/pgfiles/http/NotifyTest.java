package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.UploadRequest;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Who listens hears of every file. */
@Promise("listeners hear what becomes of a file")
@ExtendWith(WorldExtension.class)
class NotifyTest {
    private final World world;

    NotifyTest(World world) {
        this.world = world;
    }

    private record Heard(String channel, JsonNode message) {}

    @Test
    void listen_photoGoesThrough_hearsUploadedAndProcessed() throws Exception {
        byte[] photo = TestPhoto.small();
        String site = world.newSite();
        try (Connection connection = listening()) {
            UUID fileId = world.alice().upload(UploadRequest.jpeg(site, photo.length), photo);
            world.alice().confirm(fileId);

            List<Heard> heard = hear(connection, fileId);

            assertThat(heard).extracting(Heard::channel).containsExactly("file_uploaded", "file_processed");
            assertThat(heard).extracting(h -> h.message.path("status").asText()).containsExactly("uploaded", "ready");
            assertThat(heard)
                    .as("whoever can connect may listen, to all organizations")
                    .allSatisfy(h -> assertThat(h.message.fieldNames())
                            .toIterable()
                            .containsExactlyInAnyOrder("file_id", "status"));
        }
    }

    @Test
    void listen_fileIsRejected_hearsIt() throws Exception {
        try (Connection connection = listening()) {
            UUID fileId = world.alice()
                    .uploadUrl(UploadRequest.jpeg(world.newSite(), 1000))
                    .fileId();
            world.alice().confirm(fileId);

            List<Heard> heard = hear(connection, fileId);

            assertThat(heard).extracting(Heard::channel).containsExactly("file_uploaded", "file_processed");
            assertThat(heard.get(1).message.path("status").asText()).isEqualTo("rejected");
        }
    }

    private Connection listening() throws SQLException {
        Connection connection = world.database().connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen file_uploaded");
            statement.execute("listen file_processed");
        }
        return connection;
    }

    /** What is said about a file, until it is processed. */
    private static List<Heard> hear(Connection connection, UUID fileId) throws SQLException, JsonProcessingException {
        List<Heard> heard = new ArrayList<>();
        Instant until = Instant.now().plus(Duration.ofSeconds(90));
        while (heard.stream().noneMatch(h -> h.channel.equals("file_processed"))
                && Instant.now().isBefore(until)) {
            for (PGNotification notification :
                    connection.unwrap(PGConnection.class).getNotifications(1000)) {
                JsonNode message = new ObjectMapper().readTree(notification.getParameter());
                if (message.path("file_id").asText().equals(fileId.toString())) {
                    heard.add(new Heard(notification.getName(), message));
                }
            }
        }
        return heard;
    }
}
