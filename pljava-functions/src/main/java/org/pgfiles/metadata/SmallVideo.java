package org.pgfiles.metadata;

import static org.pgfiles.metadata.Mp4Clip.all;

import java.nio.ByteBuffer;

/** A film of one black frame, not compressed, to see whether any can be drawn. */
public final class SmallVideo {
    private static final int SIDE = 16;

    private SmallVideo() {}

    /** The film. */
    public static byte[] bytes() {
        byte[] header = all(7, 0, 0, 1, 0, 1, 0, 0, 0, 0, Mp4Clip.UPRIGHT, SIDE << 16, SIDE << 16);
        byte[] coding = Mp4Clip.box(
                "raw ",
                0,
                1,
                0,
                0,
                0,
                0,
                SIDE << 16 | SIDE,
                72 << 16,
                72 << 16,
                0,
                1 << 16,
                new byte[30],
                24 << 16 | 0xffff);
        Mp4Clip clip = new Mp4Clip(ByteBuffer.wrap(header), ByteBuffer.wrap(all(0, 1, coding)), 1);
        clip.add(ByteBuffer.allocate(SIDE * SIDE * 3));
        return clip.film().bytes();
    }
}
