package org.pgfiles.http;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The markers in the head of a JPEG (ITU T.81, annex B). */
final class JpegMarkers {
    private static final int START_OF_SCAN = 0xDA;

    private JpegMarkers() {}

    /** The second bytes of all markers up to the first scan. */
    static List<Integer> of(byte[] jpeg) {
        ByteBuffer in = ByteBuffer.wrap(jpeg);
        if (in.getShort() != (short) 0xFFD8) {
            throw new AssertionError("not a JPEG");
        }
        List<Integer> markers = new ArrayList<>();
        while (!markers.contains(START_OF_SCAN)) {
            markers.add(in.getShort() & 0xFF);
            in.position(in.position() + (in.getShort(in.position()) & 0xFFFF));
        }
        return markers;
    }
}
