package org.pgfiles.http.stack;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The database as a superuser sees it: to arrange a test, and to look at what no client can see. */
public record Database(String jdbcUrl, String user, String password) {
    /** A new connection in autocommit mode, to be closed by the caller. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, password);
    }

    /** Runs a statement with its parameters; {@code setObject} decides on their types. */
    public void execute(String sql, Object... parameters) {
        texts(sql, parameters);
    }

    /** The only value of the only row, as text. */
    public String text(String sql, Object... parameters) {
        List<String> rows = texts(sql, parameters);
        if (rows.size() != 1) {
            throw new IllegalStateException("one row was expected, got " + rows.size() + ": " + sql);
        }
        return rows.get(0);
    }

    /** The first column of all rows as text; NULL becomes {@code "null"}; none if the statement has no result. */
    public List<String> texts(String sql, Object... parameters) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<String> rows = new ArrayList<>();
            if (statement.execute()) {
                try (ResultSet result = statement.getResultSet()) {
                    while (result.next()) {
                        rows.add(Optional.ofNullable(result.getString(1)).orElse("null"));
                    }
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
