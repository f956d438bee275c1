package org.pgfiles.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/**
 * The marker segments of a JPEG before its first scan (ITU T.81, annex B). The walk reads two bytes per segment, never
 * the pixels, and ends quietly where the file is broken.
 */
public final class JpegSegments {
    /** Camera files have below 100; a file made of nothing but segments must not fill the heap. */
    private static final int MAX_SEGMENTS = 4096;

    private static final int SOS = 0xda;

    private final List<Segment> segments;
    private final int scanStart;
    private final boolean hasStrayBytes;

    private JpegSegments(List<Segment> segments, int scanStart, boolean hasStrayBytes) {
        this.segments = segments;
        this.scanStart = scanStart;
        this.hasStrayBytes = hasStrayBytes;
    }

    /**
     * One segment.
     *
     * @param marker the marker's second byte, 0xe1 for APP1
     * @param start where the payload begins in the file, after the two length bytes
     * @param length the payload's length in bytes
     */
    public record Segment(int marker, int start, int length) {
        /** Whether the payload begins with this text. */
        public boolean startsWith(byte[] jpeg, String prefix) {
            return length >= prefix.length() && new String(jpeg, start, prefix.length(), ISO_8859_1).equals(prefix);
        }

        /** SOF0 to SOF15, the frame header with the size; without DHT, JPG and DAC, which lie in between. */
        public boolean isFrameHeader() {
            return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        }
    }

    public static JpegSegments read(byte[] jpeg) {
        List<Segment> found = new ArrayList<>();
        int at = 2;
        boolean hasStrayBytes = false;
        while (at + 4 <= jpeg.length && found.size() < MAX_SEGMENTS) {
            int marker = (jpeg[at] & 0xff) == 0xff ? jpeg[at + 1] & 0xff : 0;
            if (marker == 0 || marker == 0xff) {
                hasStrayBytes |= marker == 0; // The other are fill bytes.
                at++;
                continue;
            }
            if (marker == SOS) {
                return new JpegSegments(found, at, hasStrayBytes);
            }
            int length = (jpeg[at + 2] & 0xff) << 8 | (jpeg[at + 3] & 0xff);
            if (length < 2 || at + 2 + length > jpeg.length) {
                break;
            }
            found.add(new Segment(marker, at + 4, length - 2));
            at += 2 + length;
        }
        return new JpegSegments(found, -1, hasStrayBytes);
    }

    /** In file order, at most {@value #MAX_SEGMENTS}. */
    public List<Segment> segments() {
        return List.copyOf(segments);
    }

    /** Whether something lies between the segments that is none; every decoder passes over it. */
    public boolean hasStrayBytes() {
        return hasStrayBytes;
    }

    /** Where the first scan's marker is, or -1 if the headers are broken before it. */
    public int scanStart() {
        return scanStart;
    }
}
