package org.pgfiles.metadata;

import static java.time.format.DateTimeFormatter.ISO_LOCAL_DATE_TIME;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a photo says about itself (CIPA DC-008, Exif 2.32). Every value may be missing; what cannot be true is missing
 * too.
 *
 * @param orientation 1 to 8: how to turn the stored pixels upright
 * @param raw all tags as text: at most 200, 500 characters each, 16 Ki characters in total
 * @param errors what was broken in the file, in words
 */
public record ExifData(
        Position position,
        Moment moment,
        Camera camera,
        Exposure exposure,
        @Nullable Integer orientation,
        Map<String, String> raw,
        List<String> errors) {
    public ExifData {
        raw = Collections.unmodifiableMap(raw);
        errors = List.copyOf(errors);
    }

    /**
     * Where it was taken.
     *
     * @param latitude degrees WGS84, north positive; always together with longitude
     * @param longitude degrees WGS84, east positive
     * @param altitude metres above sea level
     */
    public record Position(@Nullable Double latitude, @Nullable Double longitude, @Nullable Double altitude) {
        static final Position UNKNOWN = new Position(null, null, null);
    }

    /**
     * When it was taken.
     *
     * @param instant known where the camera knew its time zone or had the satellites' time
     * @param local the camera's clock, without a time zone
     */
    public record Moment(@Nullable Instant instant, @Nullable LocalDateTime local) {
        static final Moment UNKNOWN = new Moment(null, null);
    }

    /** What it was taken with. */
    public record Camera(@Nullable String make, @Nullable String model, @Nullable String lens) {
        static final Camera UNKNOWN = of(null, null);

        static Camera of(@Nullable String make, @Nullable String model) {
            return new Camera(make, model, null);
        }
    }

    /**
     * How it was exposed.
     *
     * @param time seconds
     * @param fNumber focal length divided by aperture
     * @param iso sensitivity
     * @param focalLength millimetres
     */
    public record Exposure(
            @Nullable Double time, @Nullable Double fNumber, @Nullable Integer iso, @Nullable Double focalLength) {
        static final Exposure UNKNOWN = new Exposure(null, null, null, null);
    }

    /** A file without EXIF, or with one that nothing can be read from. */
    public static ExifData empty(List<String> errors) {
        return new ExifData(Position.UNKNOWN, Moment.UNKNOWN, Camera.UNKNOWN, Exposure.UNKNOWN, null, Map.of(), errors);
    }

    /** How to turn the stored pixels upright; 1 (not at all) if the file does not say. */
    public int orientationOrUpright() {
        return orientation == null ? 1 : orientation;
    }

    /** The JSON object's fields under their names in {@code files.exif}; times in ISO 8601. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("latitude", position.latitude);
        map.put("longitude", position.longitude);
        map.put("altitude", position.altitude);
        map.put("captured_at", moment.instant == null ? null : moment.instant.toString());
        map.put("captured_at_local", moment.local == null ? null : moment.local.format(ISO_LOCAL_DATE_TIME));
        map.put("camera_make", camera.make);
        map.put("camera_model", camera.model);
        map.put("lens_model", camera.lens);
        map.put("exposure_time", exposure.time);
        map.put("f_number", exposure.fNumber);
        map.put("iso", exposure.iso);
        map.put("focal_length", exposure.focalLength);
        map.put("orientation", orientation);
        map.put("raw", raw);
        map.put("errors", errors);
        return map;
    }
}
