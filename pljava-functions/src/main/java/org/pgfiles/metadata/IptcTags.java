package org.pgfiles.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The date of IPTC's older form (IIM 4.2), 2:55 and 2:60, inside Photoshop's image resource 0x0404. */
final class IptcTags {
    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_ENTRIES = 1000;
    private static final int RESOURCE = 0x3842494d; // "8BIM"

    private IptcTags() {}

    static TimeTags.@Nullable Stamp stamp(FileSource file, ExifBlock block) {
        int length = Math.min(MAX_BYTES, block.length());
        ByteBuffer found = file.read(block.start(), length);
        ByteBuffer bytes = found.slice(0, Math.min(length, found.limit()));
        int at = 0;
        for (int i = 0; i < MAX_ENTRIES && at + 12 <= bytes.limit() && bytes.getInt(at) == RESOURCE; i++) {
            int start = at + 6 + (1 + (bytes.get(at + 6) & 0xff) + 1) / 2 * 2 + 4; // behind a name of even length
            int size = start <= bytes.limit() ? bytes.getInt(start - 4) : -1;
            if (size < 0 || size > bytes.limit() - start) {
                return null;
            }
            if (bytes.getShort(at + 4) == 0x0404) {
                return stamp(bytes.slice(start, size));
            }
            at = start + size + size % 2;
        }
        return null;
    }

    private static TimeTags.@Nullable Stamp stamp(ByteBuffer sets) {
        String date = "";
        String time = "";
        int at = 0;
        for (int i = 0; i < MAX_ENTRIES && at + 5 <= sets.limit() && sets.get(at) == 0x1c; i++) {
            int length = sets.getShort(at + 3) & 0xffff;
            if (length > sets.limit() - at - 5) {
                break;
            }
            if (sets.get(at + 1) == 2 && (sets.get(at + 2) == 55 || sets.get(at + 2) == 60)) {
                String text = ISO_8859_1.decode(sets.slice(at + 5, length)).toString();
                date = sets.get(at + 2) == 55 ? text : date;
                time = sets.get(at + 2) == 60 ? text : time;
            }
            at += 5 + length;
        }
        String day = date.replaceFirst("^(\\d{4})(\\d{2})(\\d{2})$", "$1-$2-$3");
        String clock = time.replaceFirst("^(\\d{2})(\\d{2})(\\d{2})", "T$1:$2:$3");
        return TimeTags.stamp(clock.startsWith("T") ? day + clock : day);
    }
}
