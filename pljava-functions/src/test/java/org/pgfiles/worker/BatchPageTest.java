package org.pgfiles.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pgfiles.Sources;

/** docs/reference/worker-batch.md says which fields SQL and Java exchange; here it is compared with both. */
class BatchPageTest {
    private static final String JAVA = Sources.readAll("pljava-functions/src/main/java/org/pgfiles/worker", ".java");
    private static final String SQL =
            Sources.readAll("sql/58_lease", ".sql") + Sources.readAll("sql/60_worker", ".sql");
    private static final String PAGE = Sources.read("docs/reference/worker-batch.md");
    private static final String IN = PAGE.substring(PAGE.indexOf("## In"), PAGE.indexOf("## Out"));
    private static final String OUT = PAGE.substring(PAGE.indexOf("## Out"));

    private final Set<String> read = set(
            "\\.(?:text|textOrNull|number|numberOrNull|decimal|isTrue|list|texts|textsByName|objects)\\(\"(\\w+)\"",
            JAVA);
    private final Set<String> written = set("\\b[pP]ut(?:IfAbsent)?\\(\\s*(?:report, )?\"(\\w+)\"", JAVA);

    @Test
    void in_page_hasWhatJavaReadsAndNothingElse() {
        assertThat(words(IN))
                .as("worker-batch.md, In: a field that JobReader reads")
                .containsAll(read);
        assertThat(words(IN))
                .as("JobReader reads what worker-batch.md, In, has")
                .isSubsetOf(union(read, words(), Set.of("bottom_right", "center", "tile", "child", "server")));
    }

    @Test
    void in_sql_writesWhatJavaReadsAndNothingElse() {
        String writers = Stream.of("jobs", "file", "stores", "watermarks", "warm_up")
                .map(name -> Sources.read("sql/60_worker/describe_" + name + ".sql"))
                .reduce("", String::concat);

        assertThat(read)
                .as("JobReader reads what pgfiles.describe_jobs writes")
                .containsAll(set("^ +'(\\w+)', ", writers));
        assertThat(set("'(\\w+)', ", SQL))
                .as("pgfiles.describe_jobs writes what JobReader reads")
                .containsAll(read);
    }

    @Test
    void out_page_hasWhatJavaAnswersAndNothingElse() {
        assertThat(words(OUT))
                .as("worker-batch.md, Out: a field that Report has")
                .containsAll(written);
        assertThat(words(OUT))
                .as("Report has what worker-batch.md, Out, has")
                .isSubsetOf(union(written, words(), Set.of("results", "head_bytes", "not_strippable")));
    }

    @Test
    void out_sql_readsWhatJavaAnswers() {
        assertThat(set("\\b(?:result|r|found|m) ->>? '(\\w+)'", SQL))
                .as("Java answers what SQL reads of a result")
                .isSubsetOf(written);
    }

    /** Names that are no fields. */
    private static Set<String> words() {
        Set<String> words = new TreeSet<>();
        Arrays.stream(JobKind.values()).map(JobKind::sqlName).forEach(words::add);
        Arrays.stream(Outcome.values()).map(Outcome::sqlName).forEach(words::add);
        Arrays.stream(Reason.values()).map(Reason::sqlName).forEach(words::add);
        return words;
    }

    private static Set<String> words(String section) {
        return set("`(\\w+)`", section);
    }

    private static Set<String> set(String regex, String text) {
        return new TreeSet<>(Sources.findAll(regex, text));
    }

    @SafeVarargs
    private static Set<String> union(Set<String>... sets) {
        Set<String> union = new TreeSet<>();
        for (Set<String> set : sets) {
            union.addAll(set);
        }
        return union;
    }
}
