package org.pgfiles.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The few properties of XMP (ISO 16684-1) that say what EXIF does not where an editor has left only XMP. They are looked for
 * as text: a hostile file gets no XML parser to play with.
 */
final class XmpTags {
    private static final int MAX_BYTES = 64 * 1024;

    private static final Pattern COORDINATE =
            Pattern.compile("(\\d{1,3}),(\\d{1,2}(?:\\.\\d{1,12})?)(?:,(\\d{1,2}(?:\\.\\d{1,12})?))?([NSEW])");

    /** As an attribute and as an element; the prefixes are those that every writer uses. */
    private static final Map<String, Pattern> PROPERTIES = Map.of(
            "latitude", property("exif:GPSLatitude"),
            "longitude", property("exif:GPSLongitude"),
            "original", property("exif:DateTimeOriginal"),
            "created", property("photoshop:DateCreated"),
            "written", property("xmp:CreateDate"),
            "make", property("tiff:Make"),
            "model", property("tiff:Model"));

    private final String xml;

    private XmpTags(String xml) {
        this.xml = xml;
    }

    static XmpTags read(FileSource file, ExifBlock block) {
        int length = Math.min(MAX_BYTES, block.length());
        ByteBuffer bytes = file.read(block.start(), length);
        return new XmpTags(
                UTF_8.decode(bytes.slice(0, Math.min(length, bytes.limit()))).toString());
    }

    ExifData.Position position() {
        Double latitude = degrees(value("latitude"), "S", 90);
        Double longitude = degrees(value("longitude"), "W", 180);
        return latitude == null || longitude == null
                ? ExifData.Position.UNKNOWN
                : new ExifData.Position(latitude, longitude, null);
    }

    TimeTags.@Nullable Stamp stamp() {
        for (String name : new String[] {"original", "created", "written"}) {
            TimeTags.Stamp stamp = TimeTags.stamp(value(name));
            if (stamp != null) {
                return stamp;
            }
        }
        return null;
    }

    ExifData.Camera camera() {
        return ExifData.Camera.of(value("make"), value("model"));
    }

    private static @Nullable Double degrees(@Nullable String text, String negative, int limit) {
        Matcher parts = COORDINATE.matcher(text == null ? "" : text);
        if (!parts.matches()) {
            return null;
        }
        double seconds = parts.group(3) == null ? 0 : Double.parseDouble(parts.group(3));
        double value = Integer.parseInt(parts.group(1)) + Double.parseDouble(parts.group(2)) / 60 + seconds / 3600;
        boolean isNegative = parts.group(4).equals(negative);
        return value > limit ? null : Double.valueOf(isNegative ? -value : value);
    }

    private @Nullable String value(String name) {
        Pattern pattern = PROPERTIES.get(name);
        Matcher found = pattern == null ? null : pattern.matcher(xml);
        if (found == null || !found.find()) {
            return null;
        }
        return TagText.clean(found.group(1) == null ? found.group(2) : found.group(1));
    }

    private static Pattern property(String name) {
        return Pattern.compile(name + "(?:\\s*=\\s*[\"']([^\"'<]{1,100})[\"']|\\s*>([^<]{1,100})<)");
    }
}
