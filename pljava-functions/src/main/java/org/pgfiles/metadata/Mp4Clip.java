package org.pgfiles.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A film of a few frames, 25 a second, the first of which is a key frame (ISO 14496-12). Nothing of a stranger's file is in it but how
 * the frames are coded and which way up they are. Its index comes first, so that it can be read from a pipe.
 */
final class Mp4Clip {
    private static final int FRAMES_PER_SECOND = 25;

    private final ByteBuffer header;
    private final ByteBuffer description;
    private final int coding;
    private final List<ByteBuffer> frames = new ArrayList<>();

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
        frames.add(frame);
    }

    /** Of which the last frame is the one that is wanted. */
    Video.Clip film() {
        byte[] type = box("ftyp", "isom", 512, "isom");
        // Where the frames begin is known once the index is there, whose length does not change.
        int begin = type.length + index(0).length + 8;
        int length = frames.stream().mapToInt(ByteBuffer::remaining).sum();
        List<Object> film = new ArrayList<>(List.of(type, index(begin), length + 8, "mdat"));
        film.addAll(frames);
        // Which time a frame has depends on the order in which frames are coded and shown: one or two earlier will do.
        double skip = frames.size() == 1 ? 0 : Math.max(frames.size() - 3, 0.5) / FRAMES_PER_SECOND;
        return new Video.Clip(all(film.toArray()), skip);
    }

    private byte[] index(int begin) {
        int count = frames.size();
        byte[] sizes = all(frames.stream().map(ByteBuffer::remaining).toArray());
        byte[] tables = box(
                "stbl",
                box("stsd", description),
                box("stts", 0, 1, count, 1),
                box("stss", 0, 1, 1),
                box("stsc", 0, 1, 1, count, coding),
                box("stsz", 0, 0, count, sizes),
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
        List<ByteBuffer> buffers = Arrays.stream(parts).map(Mp4Clip::bytes).toList();
        ByteBuffer all = ByteBuffer.allocate(
                buffers.stream().mapToInt(ByteBuffer::remaining).sum());
        buffers.forEach(all::put);
        return all.array();
    }

    private static ByteBuffer bytes(Object part) {
        if (part instanceof Integer number) {
            return ByteBuffer.allocate(4).putInt(number).flip();
        } else if (part instanceof ByteBuffer buffer) {
            return buffer.duplicate();
        } else if (part instanceof byte[] array) {
            return ByteBuffer.wrap(array);
        }
        return ByteBuffer.wrap(part.toString().getBytes(ISO_8859_1));
    }
}
