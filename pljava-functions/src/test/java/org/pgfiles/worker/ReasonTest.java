package org.pgfiles.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pgfiles.Sources;

/** Status reasons stand in {@code pgfiles.status_reason}; Java and SQL give them. */
class ReasonTest {
    /** By reason, what becomes of the file. */
    private final Map<String, String> rows =
            Sources.find("^    \\('(\\w+)', '(\\w+)',", Sources.read("sql/30_tables/status_reason.sql")).stream()
                    .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));

    @Test
    void values_butWhatNoFileIsTold_haveTheirRowWithTheirOutcome() {
        // A job that is released is as if it had not been there.
        assertThat(Arrays.stream(Reason.values()).filter(reason -> reason.outcome() != Outcome.RELEASED))
                .allSatisfy(reason -> assertThat(rows)
                        .as("sql/30_tables/status_reason.sql has a row for each Reason")
                        .containsEntry(reason.sqlName(), reason.outcome().sqlName()));
    }

    @Test
    void rows_all_areGivenByJavaOrSql() {
        Set<String> given = new HashSet<>(givenBySql());
        Arrays.stream(Reason.values()).map(Reason::sqlName).forEach(given::add);

        assertThat(given)
                .as("what sql/30_tables/status_reason.sql lists is given somewhere")
                .containsAll(rows.keySet());
    }

    @Test
    void givenBySql_all_haveTheirRow() {
        assertThat(rows.keySet())
                .as("sql/30_tables/status_reason.sql has a row for each status_reason that a function gives")
                .containsAll(givenBySql());
    }

    /** The literals of {@code status_reason = ...} and {@code 'reason', ...}, also in a case. */
    private static List<String> givenBySql() {
        List<String> given = new ArrayList<>();
        String sql = Sources.readAll("sql/26_file", ".sql") + Sources.readAll("sql/60_worker", ".sql");
        for (String value : Sources.findAll("(?:status_reason :?=|'reason',)\\s*('\\w+'|case\\b.*?\\bend\\b)", sql)) {
            given.addAll(Sources.findAll("(?:^|then |else )'(\\w+)'", value));
        }
        return given;
    }
}
