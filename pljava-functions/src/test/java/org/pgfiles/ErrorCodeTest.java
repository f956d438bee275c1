package org.pgfiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {
    @Test
    void values_all_haveTheirRow() {
        assertThat(Sources.findAll("^    \\('(\\w+)', '\\w{5}',", Sources.read("sql/30_tables/error.sql")))
                .as("sql/30_tables/error.sql has a row for each ErrorCode")
                .containsAll(Arrays.stream(ErrorCode.values())
                        .map(ErrorCode::sqlName)
                        .toList());
    }
}
