package org.pgfiles.metadata;

import static java.util.Objects.requireNonNull;
import static org.pgfiles.metadata.Mp4File.within;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The tables of a track (ISO 14496-12 sections 8.6 and 8.7): when each frame comes, where it lies, and which are key frames. */
final class Mp4Frames {
    /** Hours of film; a table of equal sizes can tell of any number without having one. */
    private static final int MAX_FRAMES = 50_000_000;

    private final ByteBuffer description;
    private final ByteBuffer times;
    private final @Nullable ByteBuffer keys;
    private final ByteBuffer chunks;
    private final ByteBuffer sizes;
    private final ByteBuffer places;
    private final boolean hasLongPlaces;
    private final int count;

    /** The content of a "stbl". */
    Mp4Frames(ByteBuffer tables) {
        description = within(tables, "stsd");
        times = within(tables, "stts");
        keys = IsoBoxes.child(tables.duplicate(), "stss") == null ? null : within(tables, "stss");
        chunks = within(tables, "stsc");
        sizes = within(tables, "stsz");
        hasLongPlaces = IsoBoxes.child(tables.duplicate(), "stco") == null;
        places = within(tables, hasLongPlaces ? "co64" : "stco");
        count = sizes.getInt(8);
        if (count < 0 || count > MAX_FRAMES) {
            throw new IllegalArgumentException("frames: " + count);
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    boolean isEncrypted() {
        return description.getInt(4) > 0
                && IsoBoxes.type(description.duplicate().position(12)).equals("encv");
    }

    /** How the frames are coded: the content of "stsd". */
    ByteBuffer description() {
        return description;
    }

    /** Bytes of one. */
    long size(int frame) {
        int all = sizes.getInt(4);
        return (all == 0 ? sizes.getInt(Math.addExact(12, 4 * frame)) : all) & 0xffffffffL;
    }

    /** The frame at this part of the time; not the first, if there are more. */
    int at(double part) {
        long all = 0;
        int entries = times.getInt(4);
        for (int i = 0; i < entries; i++) {
            all = Math.addExact(all, Math.multiplyExact(number(times, 8 + 8 * i), number(times, 12 + 8 * i)));
        }
        long wanted = (long) (all * part);
        long time = 0;
        long frame = 0;
        for (int i = 0; i < entries; i++) {
            long frames = number(times, 8 + 8 * i);
            long each = number(times, 12 + 8 * i);
            if (time + frames * each > wanted) {
                frame += (wanted - time) / each;
                break;
            }
            time += frames * each;
            frame += frames;
        }
        return (int) Math.min(Math.max(frame, 1), count - 1);
    }

    /** The last one up to this that can be decoded without an earlier one. */
    int keyFrameBefore(int frame) {
        if (keys == null || keys.getInt(4) == 0) {
            return keys == null ? frame : 0;
        }
        int entries = keys.getInt(4);
        int last = Math.max(0, keys.getInt(8) - 1);
        for (int i = 1; i < entries && keys.getInt(8 + 4 * i) - 1 <= frame; i++) {
            last = keys.getInt(8 + 4 * i) - 1;
        }
        if (last < 0 || last >= count) {
            throw new IllegalArgumentException("key frame " + last);
        }
        return last;
    }

    /** The first one after this that can be; -1 if there is none. */
    int keyFrameAfter(int frame) {
        int entries = keys == null ? 0 : keys.getInt(4);
        for (int i = 0; i < entries; i++) {
            int key = requireNonNull(keys).getInt(8 + 4 * i) - 1;
            if (key > frame) {
                return key < count ? key : -1;
            }
        }
        return -1;
    }

    /**
     * Where frames lie.
     *
     * @param of bytes from the start of the file, of each
     * @param coding which of the descriptions the first has, from 1 on
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on at once, never compared.
    record Places(long[] of, int coding) {}

    /** Where these lie in the file: in chunks of frames, and in each one after the other. */
    Places places(int first, int last) {
        int coding = 1;
        long[] found = new long[last - first + 1];
        int runs = chunks.getInt(4);
        int allChunks = places.getInt(4);
        long frame = 0;
        for (int run = 0; run < runs; run++) {
            long begin = number(chunks, 8 + 12 * run);
            long end = run + 1 < runs ? number(chunks, 20 + 12 * run) : allChunks + 1L;
            long each = number(chunks, 12 + 12 * run);
            if (begin < 1 || begin > end || end > allChunks + 1L) {
                throw new IllegalArgumentException("chunks");
            }
            // All but the one in which the first is, and what follows.
            long skipped = each == 0 ? end - begin : Math.min(end - begin, Math.max(0, (first - frame) / each));
            frame += skipped * each;
            for (long chunk = begin + skipped; chunk < end; chunk++) {
                long place = place((int) chunk - 1);
                for (long i = 0; i < each; i++, frame++) {
                    if (frame > last) {
                        return new Places(found, coding);
                    } else if (frame >= first) {
                        coding = frame == first ? chunks.getInt(16 + 12 * run) : coding;
                        found[(int) frame - first] = place;
                    }
                    place = Math.addExact(place, size((int) frame));
                }
            }
        }
        if (frame <= last) {
            throw new IllegalArgumentException("frame " + last + " is in no chunk");
        }
        return new Places(found, coding);
    }

    private long place(int chunk) {
        long place = hasLongPlaces ? places.getLong(Math.addExact(8, 8 * chunk)) : number(places, 8 + 4 * chunk);
        if (place < 0) {
            throw new IllegalArgumentException("place " + place);
        }
        return place;
    }

    private static long number(ByteBuffer table, int at) {
        return table.getInt(at) & 0xffffffffL;
    }
}
