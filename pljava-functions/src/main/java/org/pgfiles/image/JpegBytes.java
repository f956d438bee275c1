package org.pgfiles.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
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

    private static final byte SOS = (byte) 0xda;

    private static final String PROFILE = "ICC_PROFILE\0";

    /** SOI and a JFIF 1.1 segment: says that three components are YCbCr, as every program assumes. */
    private static final byte[] SOI_JFIF = {
        (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
    };

    private final byte[] file;
    private final JpegSegments segments;

    JpegBytes(byte[] file) {
        this.file = file;
        this.segments = JpegSegments.read(file);
    }

    /** Only what the pixels need, or a DAMAGED_MEDIA error. */
    byte[] forDecoder() {
        int scanStart = segments.scanStart();
        if (scanStart < 0) {
            throw damaged("the JPEG ends or breaks before its pixels");
        }
        requireFewScans(scanStart);
        int needed = segments.segments().stream()
                .filter(this::isNeeded)
                .mapToInt(segment -> segment.length() + 4)
                .sum();
        boolean hasJfif = components() != 4 && !hasAdobe() && !hasLetterComponents();
        int start = hasJfif ? SOI_JFIF.length : 2;
        ByteBuffer bytes = ByteBuffer.allocate(start + needed + file.length - scanStart);
        bytes.put(SOI_JFIF, 0, start);
        for (JpegSegments.Segment segment : segments.segments()) {
            if (isNeeded(segment)) {
                bytes.put(file, segment.start() - 4, segment.length() + 4);
            }
        }
        return bytes.put(file, scanStart, file.length - scanStart).array();
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

    /** The embedded profile (ICC.1:2010, annex B.4), or null. Its parts are taken in file order. */
    byte @Nullable [] profile() {
        ByteArrayOutputStream profile = new ByteArrayOutputStream();
        for (JpegSegments.Segment segment : segments.segments()) {
            if (segment.marker() == 0xe2 && segment.length() > 14 && segment.startsWith(file, PROFILE)) {
                profile.write(file, segment.start() + 14, segment.length() - 14);
                if (profile.size() > MAX_PROFILE_BYTES) {
                    return null;
                }
            }
        }
        return profile.size() == 0 ? null : profile.toByteArray();
    }

    private boolean isNeeded(JpegSegments.Segment segment) {
        boolean isApplication = segment.marker() >= 0xe0 && segment.marker() <= 0xef;
        return isApplication ? isAdobe(segment) : segment.marker() != 0xfe;
    }

    private boolean isAdobe(JpegSegments.Segment segment) {
        return segment.marker() == 0xee && segment.length() >= 12 && segment.startsWith(file, "Adobe");
    }

    /** Components named 'R', 'G', 'B' are just that. */
    private boolean hasLetterComponents() {
        JpegSegments.Segment frame = frame();
        return frame != null && frame.length() >= 15 && file[frame.start() + 6] == 'R';
    }

    private JpegSegments.@Nullable Segment frame() {
        for (JpegSegments.Segment segment : segments.segments()) {
            if (segment.isFrameHeader() && segment.length() >= 6) {
                return segment;
            }
        }
        return null;
    }

    /** Each second byte will do to find a marker of two, and a photo has millions. */
    private void requireFewScans(int scanStart) {
        int scans = 0;
        for (int i = scanStart + 1; i < file.length; i += 2) {
            boolean isScan = file[i] == SOS
                    ? file[i - 1] == MARKER
                    : file[i] == MARKER && i + 1 < file.length && file[i + 1] == SOS;
            if (isScan && ++scans > MAX_SCANS) {
                throw damaged("the JPEG has more than " + MAX_SCANS + " scans");
            }
        }
    }

    private static PgfilesException damaged(String detail) {
        return new PgfilesException(ErrorCode.DAMAGED_MEDIA, detail, "upload the photo again");
    }
}
