package org.pgfiles.metadata;

import com.drew.lang.Rational;
import com.drew.metadata.exif.GpsDirectory;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The GPS directory (Exif 2.32 section 4.6.6). What cannot be true is null: a wrong place is worse than none. */
final class GpsTags {
    /** Also "2024:5:1", which some phones write. */
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu:M:d");

    private GpsTags() {}

    /** No coordinates without both and their hemispheres: a receiver without a fix writes zeros and no hemisphere. */
    static ExifData.Position position(@Nullable GpsDirectory gps) {
        if (gps == null) {
            return ExifData.Position.UNKNOWN;
        }
        Double altitude = altitude(gps);
        if ("V".equals(TagText.of(gps, GpsDirectory.TAG_STATUS))) {
            return new ExifData.Position(null, null, altitude);
        }
        Double latitude = degrees(gps, GpsDirectory.TAG_LATITUDE, GpsDirectory.TAG_LATITUDE_REF, "N", "S", 90);
        Double longitude = degrees(gps, GpsDirectory.TAG_LONGITUDE, GpsDirectory.TAG_LONGITUDE_REF, "E", "W", 180);
        return latitude == null || longitude == null
                ? new ExifData.Position(null, null, altitude)
                : new ExifData.Position(latitude, longitude, altitude);
    }

    /** Metres above sea level, negative below (1, and 3 since Exif 3.0); null outside of what an aircraft or a submarine reaches. */
    private static @Nullable Double altitude(GpsDirectory gps) {
        Double metres = number(gps.getRational(GpsDirectory.TAG_ALTITUDE));
        if (metres == null || metres > 100_000 || metres < -12_000) {
            return null;
        }
        Integer below = gps.getInteger(GpsDirectory.TAG_ALTITUDE_REF);
        return below != null && (below == 1 || below == 3) ? Double.valueOf(-metres) : metres;
    }

    /** The satellites' time is UTC: GPSDateStamp and GPSTimeStamp together are an instant. */
    static @Nullable Instant time(@Nullable GpsDirectory gps) {
        String date = TagText.of(gps, GpsDirectory.TAG_DATE_STAMP);
        Rational[] time = gps == null ? null : gps.getRationalArray(GpsDirectory.TAG_TIME_STAMP);
        if (date == null || time == null || time.length != 3) {
            return null;
        }
        Double hour = number(time[0]);
        Double minute = number(time[1]);
        Double second = number(time[2]);
        if (hour == null || minute == null || second == null) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(date.replace('-', ':'), DAY);
            if (day.getYear() < TimeTags.FIRST_YEAR) {
                return null;
            }
            LocalTime full = LocalTime.of(hour.intValue(), minute.intValue(), second.intValue());
            double fraction = second - Math.floor(second);
            return day.atTime(full).toInstant(ZoneOffset.UTC).plusMillis(Math.round(fraction * 1000));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Double degrees(
            GpsDirectory gps, int tag, int refTag, String positive, String negative, int limit) {
        Rational one = gps.getRational(tag);
        Rational[] list = gps.getRationalArray(tag);
        Rational[] parts = list == null && one != null ? new Rational[] {one} : list;
        String ref = TagText.of(gps, refTag);
        if (parts == null || parts.length == 0 || parts.length > 3 || ref == null) {
            return null;
        }
        Double degrees = number(parts[0]);
        Double minutes = parts.length < 2 ? Double.valueOf(0) : number(parts[1]);
        Double seconds = parts.length < 3 ? Double.valueOf(0) : number(parts[2]);
        if (degrees == null || minutes == null || seconds == null) {
            return null;
        }
        double value = Math.abs(degrees) + minutes / 60 + seconds / 3600;
        String side = ref.toUpperCase(Locale.ROOT);
        boolean isDoubled = degrees < 0 && side.startsWith(negative); // The minus says what the hemisphere says.
        if ((degrees < 0 && !isDoubled)
                || minutes < 0
                || minutes > 60
                || seconds < 0
                || seconds > 60
                || value > limit) {
            return null;
        }
        if (side.startsWith(positive)) {
            return value;
        }
        return side.startsWith(negative) ? Double.valueOf(-value) : null;
    }

    /** Null for a missing value and for a zero denominator, which cameras write for "unknown". */
    static @Nullable Double number(@Nullable Rational value) {
        return value == null || value.getDenominator() == 0 ? null : value.doubleValue();
    }
}
