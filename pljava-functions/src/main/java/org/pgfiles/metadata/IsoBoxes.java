package org.pgfiles.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The boxes that a film or a HEIC consists of (ISO 14496-12 section 4.2). What is wrong with them is one of the exceptions that buffers
 * and sums throw.
 */
final class IsoBoxes {
    /** What is looked for at the top is among the first few, or the last. */
    private static final int MAX_BOXES = 32;

    private IsoBoxes() {}

    /** The content of the first box of this type at the top of a file; null without one, or if it is larger than this. */
    static @Nullable ByteBuffer find(FileSource file, String wanted, int maxBytes) {
        long at = 0;
        for (int i = 0; i < MAX_BOXES && file.size() - at >= 8; i++) {
            ByteBuffer head = file.read(at, 16);
            long size = head.getInt() & 0xffffffffL;
            String name = type(head);
            size = size == 1 ? head.getLong() : size == 0 ? file.size() - at : size;
            if (size < head.position() || size > file.size() - at) {
                return null;
            }
            if (name.equals(wanted)) {
                return size > maxBytes
                        ? null
                        : file.read(at, (int) size).limit((int) size).position(head.position());
            }
            at += size;
        }
        return null;
    }

    /** The content of the next box of this type; the buffer ends up behind it. */
    static @Nullable ByteBuffer child(ByteBuffer boxes, String type) {
        while (boxes.remaining() >= 8) {
            int start = boxes.position();
            long size = boxes.getInt() & 0xffffffffL;
            String name = type(boxes);
            if (size == 1) {
                size = boxes.getLong();
            }
            int end = size == 0 ? boxes.limit() : Math.toIntExact(start + size);
            if (end <= start || end > boxes.limit()) {
                return null;
            }
            ByteBuffer content = boxes.duplicate();
            content.limit(end);
            boxes.position(end);
            if (name.equals(type)) {
                return content;
            }
        }
        return null;
    }

    static String type(ByteBuffer box) {
        byte[] name = new byte[4];
        box.get(name);
        return new String(name, ISO_8859_1);
    }
}
