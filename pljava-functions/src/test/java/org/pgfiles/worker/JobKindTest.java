package org.pgfiles.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pgfiles.Sources;

/** The kinds of job stand in Java and SQL. */
class JobKindTest {
    private static final EnumSet<JobKind> NEVER_QUEUED =
            EnumSet.of(JobKind.DELETE_OBJECTS, JobKind.WARM_UP, JobKind.PROBE_BUCKET, JobKind.HOLD_LEASE);

    @Test
    void values_butThoseThatAreNeverQueued_areThoseOfSql() {
        assertThat(Sources.findAll("[{,](\\w+)", Sources.read("sql/26_file/job_kinds.sql")))
                .as("sql/26_file/job_kinds.sql has the kinds of JobKind that are queued")
                .containsExactlyInAnyOrderElementsOf(names(EnumSet.complementOf(NEVER_QUEUED)));
    }

    @Test
    void values_butThoseThatAreNeverQueued_haveTheirEndInSql() {
        assertThat(Sources.findAll("when '(\\w+)' then", Sources.read("sql/60_worker/finish_work.sql")))
                .as("sql/60_worker/finish_work.sql has a case for each kind of JobKind that is queued")
                .containsExactlyInAnyOrderElementsOf(names(EnumSet.complementOf(NEVER_QUEUED)));
    }

    @Test
    void values_all_areDescribed() {
        String page = Sources.read("docs/reference/worker-batch.md");
        String table = page.substring(page.indexOf("| kind | does |"), page.indexOf("Fields of images"));

        assertThat(Sources.findAll("^\\| `(\\w+)`", table))
                .as("docs/reference/worker-batch.md has a line for each kind of JobKind")
                .containsExactlyInAnyOrderElementsOf(names(EnumSet.allOf(JobKind.class)));
    }

    private static List<String> names(EnumSet<JobKind> kinds) {
        return kinds.stream().map(JobKind::sqlName).toList();
    }
}
