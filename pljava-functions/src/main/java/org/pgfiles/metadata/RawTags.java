package org.pgfiles.metadata;

import com.drew.lang.Rational;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.Tag;
import com.drew.metadata.exif.ExifThumbnailDirectory;
import java.lang.reflect.Array;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All EXIF tags as text, within limits, for people and for queries nobody thought of. */
final class RawTags {
    static final int MAX_TAGS = 200;
    static final int MAX_TOTAL_CHARS = 16 * 1024;

    private static final int MAX_LIST = 16;

    private RawTags() {}

    /** From the tag's name to its value; binary values and the embedded thumbnail's tags are left out. */
    static Map<String, String> of(Metadata metadata) {
        Map<String, String> raw = new LinkedHashMap<>();
        int total = 0;
        for (Directory directory : metadata.getDirectories()) {
            if (directory instanceof ExifThumbnailDirectory) {
                continue;
            }
            for (Tag tag : directory.getTags()) {
                String text = text(directory.getObject(tag.getTagType()));
                if (text == null || raw.containsKey(tag.getTagName())) {
                    continue;
                }
                text = TagText.cut(text, TagText.MAX_CHARS);
                total += tag.getTagName().length() + text.length();
                if (raw.size() == MAX_TAGS || total > MAX_TOTAL_CHARS) {
                    return raw;
                }
                raw.put(tag.getTagName(), text);
            }
        }
        return raw;
    }

    private static @Nullable String text(@Nullable Object value) {
        if (value == null || !value.getClass().isArray()) {
            return value instanceof Rational rational ? rational(rational) : TagText.printable(value);
        }
        int length = Array.getLength(value);
        if (value instanceof byte[] || length > MAX_LIST) {
            return null;
        }
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < length; i++) {
            list.append(i == 0 ? "" : " ").append(text(Array.get(value, i)));
        }
        return list.toString();
    }

    private static String rational(Rational value) {
        return value.getNumerator() + "/" + value.getDenominator();
    }
}
