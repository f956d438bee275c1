package org.pgfiles.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * A film of a few frames, 25 a second, the first of which is a key frame (ISO 14496-12). Nothing of a stranger's file is in it but how
 * the frames are coded and which way up they are. Its index comes first, so that it can be read from a pipe.
 */
final class Mp4Clip {
    private static final int FRAMES_PER_SECOND = 25;

    private final ByteBuffer header;
    private final ByteBuffer description;
    private final int coding;
    private final ByteArrayOutputStream sizes = new ByteArrayOutputStream();
    private final ByteArrayOutputStream frames = new ByteArrayOutputStream();
    private int count;

    /**
     * Begins one.
     *
     * @param header the content of "tkhd"
     * @param description the content of "stsd"
     * @param coding which entry of that counts, from 1 on
     */
    Mp4Clip(ByteBuffer header, ByteBuffer description, int coding) {
        this.header = header.duplicate().rewind();
        this.description = description.duplicate().rewind();
        this.coding = coding;
    }

    void add(ByteBuffer frame) {
        sizes.writeBytes(all(frame.remaining()));
        frames.writeBytes(all(frame));
        count++;
    }

    /** Of which the last frame is the one that is wanted. */
    Video.Clip film() {
        byte[] type = box("ftyp", "isom", 512, "isom");
        // Where the frames begin is known once the index is there, whose length does not change.
        int begin = type.length + index(0).length + 8;
        byte[] film = all(type, index(begin), box("mdat", frames.toByteArray()));
        // Which time a frame has depends on the order in which frames are coded and shown: one or two earlier will do.
        double skip = count == 1 ? 0 : Math.max(count - 3, 0.5) / FRAMES_PER_SECOND;
        return new Video.Clip(film, skip);
    }

    private byte[] index(int begin) {
        byte[] tables = box(
                "stbl",
                box("stsd", description),
                box("stts", 0, 1, count, 1),
                box("stss", 0, 1, 1),
                box("stsc", 0, 1, 1, count, coding),
                box("stsz", 0, 0, count, sizes.toByteArray()),
                box("stco", 0, 1, begin));
        byte[] media = box(
                "mdia",
                box("mdhd", 0, 0, 0, FRAMES_PER_SECOND, count, 0x55c4_0000),
                box("hdlr", 0, 0, "vide", 0, 0, 0, new byte[1]),
                box("minf", box("vmhd", 1, 0, 0), box("dinf", box("dref", 0, 1, box("url ", 1))), tables));
        return box(
                "moov",
                box("mvhd", 0, 0, 0, FRAMES_PER_SECOND, count, 0x10000, 0x0100_0000, 0, 0, UPRIGHT, new byte[24], 2),
                box("trak", box("tkhd", header), media));
    }

    /** The matrix that changes nothing. */
    static final byte[] UPRIGHT = all(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x4000_0000);

    static byte[] box(String type, Object... content) {
        byte[] bytes = all(content);
        return all(bytes.length + 8, type, bytes);
    }

    /** Texts, bytes, and integers of four bytes, one after the other. */
    static byte[] all(Object... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Object part : parts) {
            if (part instanceof Integer number) {
                bytes.writeBytes(ByteBuffer.allocate(4).putInt(number).array());
            } else if (part instanceof ByteBuffer buffer) {
                byte[] copy = new byte[buffer.remaining()];
                buffer.duplicate().get(copy);
                bytes.writeBytes(copy);
            } else if (part instanceof byte[] array) {
                bytes.writeBytes(array);
            } else {
                bytes.writeBytes(part.toString().getBytes(ISO_8859_1));
            }
        }
        return bytes.toByteArray();
    }
}
