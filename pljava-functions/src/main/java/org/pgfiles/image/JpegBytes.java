package org.pgfiles.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.metadata.JpegSegments;

/**
 * A JPEG as the decoder gets it: without the application segments. The decoder then never parses a profile, thumbnail or
 * comment, does not convert millions of pixels through a colour profile (the thumbnails' few are converted later), and
 * does not refuse a photo for the order of segments that no other program minds.
 */
final class JpegBytes {
    /** Encoders write 1 to 12. Each scan costs a pass over the whole picture and no bytes: a way to keep a CPU busy. */
    private static final int MAX_SCANS = 100;

    /** A profile has 0.5 KB to 2 MB; the format allows 255 parts of 64 KiB. */
    private static final int MAX_PROFILE_BYTES = 4 << 20;

    private static final byte MARKER = (byte) 0xff;

    private static final byte EOI = (byte) 0xd9;

    /** SOF0 to SOF2, and the same with arithmetic coding. */
    private static final Set<Integer> USUAL_FRAMES = Set.of(0xc0, 0xc1, 0xc2, 0xc9, 0xca);

    private static final String PROFILE = "ICC_PROFILE\0";

    /** SOI and a JFIF 1.1 segment: says that three components are YCbCr, as every program assumes. */
    private static final byte[] SOI_JFIF = {
        (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
    };

    private final byte[] file;
    private final JpegSegments segments;
    private final JpegScans picture;

    JpegBytes(byte[] file) {
        this.file = file;
        this.segments = JpegSegments.read(file);
        this.picture = JpegScans.read(file, segments.scanStart());
    }

    /**
     * Only what the pixels need: trailers that phones append, a film for example, stay behind. An end that is missing is
     * added; a decoder that then runs out of data says so.
     *
     * @throws PgfilesException DAMAGED_MEDIA, UNSUPPORTED_MEDIA for kinds of JPEG that no common decoder reads
     */
    byte[] forDecoder() {
        int scanStart = segments.scanStart();
        if (scanStart < 0) {
            throw damaged("the JPEG ends or breaks before its pixels");
        }
        requireUsual();
        if (picture.scans() > MAX_SCANS) {
            throw damaged("the JPEG has more than " + MAX_SCANS + " scans");
        }
        int needed = segments.segments().stream()
                .filter(this::isNeeded)
                .mapToInt(segment -> segment.length() + 4)
                .sum();
        boolean hasJfif = components() != 4 && !isRgb();
        int start = hasJfif ? SOI_JFIF.length : 2;
        ByteBuffer bytes = ByteBuffer.allocate(start + needed + picture.end() - scanStart + 2);
        bytes.put(SOI_JFIF, 0, start);
        for (JpegSegments.Segment segment : segments.segments()) {
            if (isNeeded(segment)) {
                int at = bytes.position();
                bytes.put(file, segment.start() - 4, segment.length() + 4);
                if (segment.isFrameHeader() && segment.length() >= 6 && bytes.getShort(at + 5) == 0) {
                    bytes.putShort(at + 5, (short) picture.lines());
                }
            }
        }
        return bytes.put(file, scanStart, picture.end() - scanStart)
                .put(MARKER)
                .put(EOI)
                .array();
    }

    /** Whether a decoder delivers the whole picture once for each scan. */
    boolean hasManyScans() {
        return picture.scans() > 1;
    }

    /** What is odd about the file, and yet no reason for any program not to show it; null if nothing is. */
    @Nullable
    String warning() {
        if (segments.hasStrayBytes()) {
            return "the JPEG has stray bytes between its segments";
        }
        return picture.hasEnd() ? null : "the JPEG has no end marker";
    }

    /** Twelve bits, lossless, hierarchical (ITU T.81, table B.1): libjpeg and browsers cannot show them either. */
    private void requireUsual() {
        JpegSegments.Segment frame = frame();
        if (frame == null) {
            return;
        }
        boolean isUsual = USUAL_FRAMES.contains(frame.marker()) && file[frame.start()] == 8;
        if (!isUsual) {
            throw new PgfilesException(
                    ErrorCode.UNSUPPORTED_MEDIA,
                    "a JPEG of " + file[frame.start()] + " bits and process " + (frame.marker() - 0xc0),
                    "upload a JPEG of 8 bits that is not lossless");
        }
    }

    /** 1 is grey, 3 colour, 4 CMYK or YCCK; 0 without a frame header. */
    int components() {
        JpegSegments.Segment frame = frame();
        return frame == null ? 0 : file[frame.start() + 5] & 0xff;
    }

    /** Adobe's colour transform, which says that four components are YCCK (2) or CMYK (0); 0 without one. */
    int adobeTransform() {
        for (JpegSegments.Segment segment : segments.segments()) {
            if (isAdobe(segment)) {
                return file[segment.start() + 11] & 0xff;
            }
        }
        return 0;
    }

    boolean hasAdobe() {
        return segments.segments().stream().anyMatch(this::isAdobe);
    }

    /** The embedded profile (ICC.1:2010, annex B.4), or null. Each of its parts has its number. */
    byte @Nullable [] profile() {
        List<JpegSegments.Segment> parts = segments.segments().stream()
                .filter(segment ->
                        segment.marker() == 0xe2 && segment.length() > 14 && segment.startsWith(file, PROFILE))
                .sorted(Comparator.comparing(segment -> file[segment.start() + 12] & 0xff))
                .toList();
        ByteArrayOutputStream profile = new ByteArrayOutputStream();
        for (JpegSegments.Segment part : parts) {
            profile.write(file, part.start() + 14, part.length() - 14);
            if (profile.size() > MAX_PROFILE_BYTES) {
                return null;
            }
        }
        return profile.size() == 0 ? null : profile.toByteArray();
    }

    private boolean isNeeded(JpegSegments.Segment segment) {
        boolean isApplication = segment.marker() >= 0xe0 && segment.marker() <= 0xef;
        return isApplication ? isAdobe(segment) && (components() == 4 || isRgb()) : segment.marker() != 0xfe;
    }

    private boolean isAdobe(JpegSegments.Segment segment) {
        return segment.marker() == 0xee && segment.length() >= 12 && segment.startsWith(file, "Adobe");
    }

    /**
     * Whether three components are red, green and blue, as libjpeg decides it: JFIF's word counts more than Adobe's, and that
     * more than the components' names.
     */
    private boolean isRgb() {
        JpegSegments.Segment frame = frame();
        boolean hasJfif = segments.segments().stream()
                .anyMatch(segment -> segment.marker() == 0xe0 && segment.startsWith(file, "JFIF\0"));
        boolean hasLetters = frame != null && frame.length() >= 15 && file[frame.start() + 6] == 'R';
        return components() == 3 && !hasJfif && (hasAdobe() ? adobeTransform() == 0 : hasLetters);
    }

    private JpegSegments.@Nullable Segment frame() {
        for (JpegSegments.Segment segment : segments.segments()) {
            if (segment.isFrameHeader() && segment.length() >= 6) {
                return segment;
            }
        }
        return null;
    }

    private static PgfilesException damaged(String detail) {
        return new PgfilesException(ErrorCode.DAMAGED_MEDIA, detail, "upload the photo again");
    }
}
