package org.pgfiles.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.pgfiles.Sources;

/** What a variant may be stands in Java and in {@code pgfiles.variant_spec}. */
class VariantSpecTest {
    @Test
    void format_all_areThoseOfSql() {
        assertThat(allowed("format"))
                .as("sql/30_tables/variant_spec.sql allows the formats of OutputFormat")
                .containsExactlyInAnyOrderElementsOf(names(OutputFormat.values()))
                .allSatisfy(name -> assertThat(OutputFormat.of(name)).isNotNull());
    }

    @Test
    void fit_all_areThoseOfSql() {
        assertThat(allowed("fit"))
                .as("sql/30_tables/variant_spec.sql allows the fits of Fit")
                .containsExactlyInAnyOrderElementsOf(names(Fit.values()))
                .allSatisfy(name -> assertThat(Fit.of(name)).isNotNull());
    }

    private static List<String> allowed(String column) {
        String table = Sources.read("sql/30_tables/variant_spec.sql");
        return Sources.findAll(
                "'(\\w+)'",
                Sources.findAll("check \\(" + column + " in \\(([^)]*)\\)", table)
                        .get(0));
    }

    private static List<String> names(Enum<?>... values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
