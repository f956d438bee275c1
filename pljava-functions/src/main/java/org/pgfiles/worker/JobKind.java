package org.pgfiles.worker;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;

/** What a job of a batch may be; {@link JobReader} says of each what it reads. */
enum JobKind {
    PROCESS_FILE,
    MAKE_VARIANTS,
    READ_EXIF,
    DELETE_OBJECTS,
    WARM_UP,
    PROBE_BUCKET,
    HOLD_LEASE,
    NO_OP;

    String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws PgfilesException INVALID_ARGUMENT for any other name */
    static JobKind of(String sqlName) {
        return Arrays.stream(values())
                .filter(kind -> kind.sqlName().equals(sqlName))
                .findFirst()
                .orElseThrow(() -> new PgfilesException(
                        ErrorCode.INVALID_ARGUMENT,
                        "kind: " + sqlName,
                        Arrays.stream(values()).map(JobKind::sqlName).collect(Collectors.joining(", ", "use ", ""))));
    }
}
