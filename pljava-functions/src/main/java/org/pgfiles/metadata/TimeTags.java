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

    private static final Pattern DATE_TIME = Pattern.compile(
            "(\\d{4})[:\\-/.](\\d{2})[:\\-/.](\\d{2})"
                    + "(?:[ T](\\d{2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?\\s*(Z|[+-]\\d{2}:?\\d{2})?.*)?",
            Pattern.DOTALL);
    private static final Pattern OFFSET = Pattern.compile("Z|[+-]\\d{2}:?\\d{2}");

    private TimeTags() {}

    /**
     * A moment on the camera's own clock.
     *
     * @param offset null on cameras that know no time zone
     */
    record Stamp(LocalDateTime local, @Nullable ZoneOffset offset) {}

    /** DateTimeOriginal with its sub-seconds and its zone, else DateTimeDigitized, else DateTime; null where none is a date. */
    static @Nullable Stamp stamp(@Nullable Directory exif, @Nullable Directory main) {
        Stamp original = stamp(
                TagText.of(exif, ExifDirectoryBase.TAG_DATETIME_ORIGINAL),
                TagText.of(exif, ExifDirectoryBase.TAG_SUBSECOND_TIME_ORIGINAL),
                offset(exif, ExifDirectoryBase.TAG_TIME_ZONE_ORIGINAL));
        if (original != null) {
            return original;
        }
        Stamp digitized = stamp(
                TagText.of(exif, ExifDirectoryBase.TAG_DATETIME_DIGITIZED),
                TagText.of(exif, ExifDirectoryBase.TAG_SUBSECOND_TIME_DIGITIZED),
                offset(exif, ExifDirectoryBase.TAG_TIME_ZONE_DIGITIZED));
        return digitized != null
                ? digitized
                : stamp(
                        TagText.of(main, ExifDirectoryBase.TAG_DATETIME),
                        TagText.of(exif, ExifDirectoryBase.TAG_SUBSECOND_TIME),
                        offset(exif, ExifDirectoryBase.TAG_TIME_ZONE));
    }

    /** A date with or without a time, sub-seconds and a zone. */
    static @Nullable Stamp stamp(@Nullable String text) {
        return stamp(text, null, null);
    }

    /** The zone of this tag (Exif 2.31), else the one of DateTime: cameras write both or one. */
    private static @Nullable ZoneOffset offset(@Nullable Directory exif, int tag) {
        ZoneOffset own = offset(TagText.of(exif, tag));
        return own != null ? own : offset(TagText.of(exif, ExifDirectoryBase.TAG_TIME_ZONE));
    }

    private static @Nullable ZoneOffset offset(@Nullable String text) {
        if (text == null || !OFFSET.matcher(text).matches()) {
            return null;
        }
        try {
            return ZoneOffset.of(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A zone inside the date counts more than a tag for it. Hour 24 and second 60 are the next day's and minute's first. */
    private static @Nullable Stamp stamp(
            @Nullable String text, @Nullable String subSeconds, @Nullable ZoneOffset offset) {
        Matcher parts = DATE_TIME.matcher(text == null ? "" : text);
        if (!parts.matches() || Integer.parseInt(parts.group(1)) < FIRST_YEAR) {
            return null;
        }
        int hour = number(parts.group(4));
        int second = number(parts.group(6));
        try {
            LocalDateTime local = LocalDateTime.of(
                            Integer.parseInt(parts.group(1)),
                            Integer.parseInt(parts.group(2)),
                            Integer.parseInt(parts.group(3)),
                            hour == 24 ? 0 : hour,
                            number(parts.group(5)),
                            second == 60 ? 0 : second,
                            nanos(subSeconds == null ? parts.group(7) : subSeconds))
                    .plusDays(hour == 24 ? 1 : 0)
                    .plusMinutes(second == 60 ? 1 : 0);
            ZoneOffset inside = offset(parts.group(8));
            return new Stamp(local, inside == null ? offset : inside);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
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
