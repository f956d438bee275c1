package org.pgfiles.metadata;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The size of a HEIC or AVIF picture as it is shown, from its boxes alone (ISO 23008-12 sections 6.5.3, 6.5.9, 6.5.10): no
 * decoder is needed for it.
 *
 * @param width pixels, upright
 * @param height pixels, upright
 */
public record HeifSize(int width, int height) {
    private static final int ISPE = 0x69737065;
    private static final int CLAP = 0x636c6170;
    private static final int IROT = 0x69726f74;

    /** Null for other types and for what is not there. */
    public static @Nullable HeifSize of(byte[] file, MediaType type) {
        return switch (type) {
            case HEIC, HEIF, AVIF -> HeifBoxes.size(FileSource.of(file));
            default -> null;
        };
    }

    /** The size after one more property: its extent, what is cropped of it, a turn. */
    static @Nullable HeifSize after(@Nullable HeifSize size, ByteBuffer box) {
        int type = box.getInt(4);
        if (type == ISPE && box.getInt(12) > 0 && box.getInt(16) > 0) {
            return new HeifSize(box.getInt(12), box.getInt(16));
        } else if (size != null && type == CLAP && box.getInt(12) != 0 && box.getInt(20) != 0) {
            return new HeifSize(
                    Math.max(1, Math.min(size.width, box.getInt(8) / box.getInt(12))),
                    Math.max(1, Math.min(size.height, box.getInt(16) / box.getInt(20))));
        } else if (size != null && type == IROT && (box.get(8) & 1) == 1) {
            return new HeifSize(/* width= */ size.height, /* height= */ size.width);
        }
        return size;
    }
}
