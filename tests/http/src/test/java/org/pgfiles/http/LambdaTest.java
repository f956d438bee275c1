package org.pgfiles.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.Api;
import org.pgfiles.http.client.SignedRequest;
import org.pgfiles.http.client.UploadRequest;

/** SQL that was written for a Lambda: the statement stays as it is, its answers come from this database. */
@Promise("SQL that calls a Lambda goes on working")
@ExtendWith(WorldExtension.class)
class LambdaTest {
    private static final String STATEMENT =
            "select *, aws_lambda.invoke('get-presigned-url', json_build_object('key', object_key)) from large_table";
    private static final int ROWS = 2_000;

    private final World world;

    LambdaTest(World world) {
        this.world = world;
    }

    private record Line(int id, String objectKey, int statusCode, @Nullable String url) {}

    private static byte[] pdf(int number) {
        return "%%PDF-1.4%n%% number %d%n%%%%EOF%n".formatted(number).getBytes(UTF_8);
    }

    /** The key of a PDF of this user that is ready. */
    private String readyPdf(Api user, String site, int number) {
        byte[] bytes = pdf(number);
        UUID fileId = UUID.fromString(
                world.process(user, UploadRequest.jpeg(site, bytes.length).with("file_type", "application/pdf"), bytes)
                        .path("id")
                        .asText());
        return world.database().text("select s3_original_key from pgfiles.file where id = ?", fileId);
    }

    /** The statement's rows for an API role that acts for a user, with the columns of the answer taken apart. */
    private List<Line> answers(Api user, List<String> keys) throws SQLException {
        List<Line> lines = new ArrayList<>();
        try (Connection connection = world.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create temp table large_table (id integer primary key, object_key text not null)");
            statement.execute("grant select on large_table to authenticated");
            try (PreparedStatement insert = connection.prepareStatement("insert into large_table values (?, ?)")) {
                for (int i = 0; i < keys.size(); i++) {
                    insert.setInt(1, i);
                    insert.setString(2, keys.get(i));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            try (PreparedStatement claims =
                    connection.prepareStatement("select set_config('request.jwt.claims', ?, false)")) {
                claims.setString(1, user.user().claims());
                claims.execute();
            }
            statement.execute("set role authenticated");
            try (ResultSet rows = statement.executeQuery(
                    "select id, object_key, (invoke).status_code, (invoke).payload ->> 'url' from (" + STATEMENT
                            + ") answered order by id")) {
                while (rows.next()) {
                    lines.add(new Line(rows.getInt(1), rows.getString(2), rows.getInt(3), rows.getString(4)));
                }
            }
        }
        return lines;
    }

    @Test
    void invoke_largeTable_everyRowHasItsUrl() throws SQLException {
        String site = world.newSite();
        List<String> ready = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ready.add(readyPdf(world.alice(), site, i));
        }
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            keys.add(ready.get(i % ready.size()));
        }

        List<Line> lines = answers(world.alice(), keys);

        assertThat(lines).hasSize(ROWS);
        for (Line line : lines) {
            assertThat(line.objectKey()).isEqualTo(keys.get(line.id()));
            assertThat(line.statusCode()).isEqualTo(200);
            assertThat(URI.create(String.valueOf(line.url())).getPath()).endsWith("/" + line.objectKey());
        }
        for (int i = 0; i < ROWS; i += 199) {
            assertThat(SignedRequest.get(String.valueOf(lines.get(i).url())).body())
                    .isEqualTo(pdf(i % ready.size()));
        }
    }

    @Test
    void invoke_keysOfOthers_haveNoUrl() throws SQLException {
        String own = readyPdf(world.alice(), world.newSite(), 1);
        String foreign = readyPdf(world.carol(), world.newForeignSite(), 2);
        List<String> keys = List.of(own, foreign, own + "x", "../" + own, "");

        List<Line> alices = answers(world.alice(), keys);
        assertThat(alices).extracting(Line::statusCode).containsOnly(200);
        assertThat(alices.get(0).url()).isNotNull();
        assertThat(alices.subList(1, 5)).extracting(Line::url).containsOnlyNulls();

        List<Line> carols = answers(world.carol(), keys);
        assertThat(carols.get(1).url()).isNotNull();
        assertThat(carols.get(0).url()).isNull();
    }
}
