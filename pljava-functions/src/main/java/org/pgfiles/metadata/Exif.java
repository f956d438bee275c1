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
 * @param latitude degrees WGS84, north positive; always together with longitude
 * @param longitude degrees WGS84, east positive
 * @param altitude metres above sea level
 * @param capturedAt the instant, where the camera knew its time zone or had the satellites' time
 * @param capturedAtLocal the camera's clock, without a time zone
 * @param exposureTime seconds
 * @param fNumber focal length divided by aperture
 * @param iso sensitivity
 * @param focalLength millimetres
 * @param orientation 1 to 8: how to turn the stored pixels upright
 * @param raw all tags as text: at most 200, 500 characters each, 16 Ki characters in total
 * @param errors what was broken in the file, in words
 */
public record Exif(
        @Nullable Double latitude,
        @Nullable Double longitude,
        @Nullable Double altitude,
        @Nullable Instant capturedAt,
        @Nullable LocalDateTime capturedAtLocal,
        @Nullable String cameraMake,
        @Nullable String cameraModel,
        @Nullable String lensModel,
        @Nullable Double exposureTime,
        @Nullable Double fNumber,
        @Nullable Integer iso,
        @Nullable Double focalLength,
        @Nullable Integer orientation,
        Map<String, String> raw,
        List<String> errors) {

    public Exif {
        raw = Collections.unmodifiableMap(raw);
        errors = List.copyOf(errors);
    }

    /** A file without EXIF, or with one that nothing can be read from. */
    public static Exif empty(List<String> errors) {
        return new Exif(null, null, null, null, null, null, null, null, null, null, null, null, null, Map.of(), errors);
    }

    /** How to turn the stored pixels upright; 1 (not at all) if the file does not say. */
    public int orientationOrUpright() {
        return orientation == null ? 1 : orientation;
    }

    /** The JSON object's fields under their names in SQL; times in ISO 8601. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("latitude", latitude);
        map.put("longitude", longitude);
        map.put("altitude", altitude);
        map.put("captured_at", capturedAt == null ? null : capturedAt.toString());
        map.put("captured_at_local", capturedAtLocal == null ? null : capturedAtLocal.format(ISO_LOCAL_DATE_TIME));
        map.put("camera_make", cameraMake);
        map.put("camera_model", cameraModel);
        map.put("lens_model", lensModel);
        map.put("exposure_time", exposureTime);
        map.put("f_number", fNumber);
        map.put("iso", iso);
        map.put("focal_length", focalLength);
        map.put("orientation", orientation);
        map.put("raw", raw);
        map.put("errors", errors);
        return map;
    }
}
