package org.pgfiles.metadata;

import com.drew.metadata.Directory;
import com.drew.metadata.exif.ExifDirectoryBase;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When the shutter was pressed (Exif 2.32 sections 4.6.5.F and 4.6.5.G). */
final class TimeTags {
    /** There is no older photograph; PostgreSQL knows no year 0, which cameras do write. */
    static final int FIRST_YEAR = 1800;

    private static final Pattern DATE_TIME =
            Pattern.compile("(\\d{4})[:\\-/.](\\d{2})[:\\-/.](\\d{2})[ T](\\d{2}):(\\d{2}):(\\d{2}).*", Pattern.DOTALL);
    private static final Pattern OFFSET = Pattern.compile("Z|[+-]\\d{2}:?\\d{2}");

    private TimeTags() {}

    /** DateTimeOriginal with its sub-seconds, on the camera's own clock; null where it is no date ("0000:00:00"). */
    static @Nullable LocalDateTime local(@Nullable Directory exif) {
        LocalDateTime original =
                local(exif, ExifDirectoryBase.TAG_DATETIME_ORIGINAL, ExifDirectoryBase.TAG_SUBSECOND_TIME_ORIGINAL);
        return original != null
                ? original
                : local(exif, ExifDirectoryBase.TAG_DATETIME_DIGITIZED, ExifDirectoryBase.TAG_SUBSECOND_TIME_DIGITIZED);
    }

    /** OffsetTimeOriginal (Exif 2.31); null on cameras that know no time zone. */
    static @Nullable ZoneOffset offset(@Nullable Directory exif) {
        String text = TagText.of(exif, ExifDirectoryBase.TAG_TIME_ZONE_ORIGINAL);
        if (text == null) {
            text = TagText.of(exif, ExifDirectoryBase.TAG_TIME_ZONE);
        }
        if (text == null || !OFFSET.matcher(text).matches()) {
            return null;
        }
        try {
            return ZoneOffset.of(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable LocalDateTime local(@Nullable Directory exif, int tag, int subSecondTag) {
        String text = TagText.of(exif, tag);
        Matcher parts = DATE_TIME.matcher(text == null ? "" : text);
        if (!parts.matches()) {
            return null;
        }
        int year = Integer.parseInt(parts.group(1));
        if (year < FIRST_YEAR) {
            return null;
        }
        try {
            return LocalDateTime.of(
                    year,
                    Integer.parseInt(parts.group(2)),
                    Integer.parseInt(parts.group(3)),
                    Integer.parseInt(parts.group(4)),
                    Integer.parseInt(parts.group(5)),
                    Integer.parseInt(parts.group(6)),
                    nanos(TagText.of(exif, subSecondTag)));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** "25" is 25 hundredths, "250" 250 thousandths; more than microseconds PostgreSQL cannot keep. */
    private static int nanos(@Nullable String digits) {
        if (digits == null || !digits.matches("[0-9]{1,9}")) {
            return 0;
        }
        String micros = (digits + "00000").substring(0, 6);
        return Integer.parseInt(micros) * 1000;
    }
}
