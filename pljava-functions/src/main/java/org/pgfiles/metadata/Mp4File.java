package org.pgfiles.metadata;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** MP4 and QuickTime (ISO 14496-12): the index, "moov", is at the beginning or the end, and says where each frame lies. */
final class Mp4File {
    private static final int MAX_MOOV_BYTES = 47 << 20;

    /** As many as are decoded to get to the picture. */
    private static final int MAX_FRAMES = 300;

    /** Of a film, where a key frame may be instead. */
    private static final double MOST = 0.3;

    /** What is skipped of a film that does not say how long it is. */
    private static final double SOME_SECONDS = 1;

    private final FileSource file;
    private final ByteBuffer moov;

    private Mp4File(FileSource file, ByteBuffer moov) {
        this.file = file;
        this.moov = moov;
    }

    static Video read(FileSource file) {
        ByteBuffer moov = IsoBoxes.find(file, "moov", MAX_MOOV_BYTES);
        return moov == null
                ? Video.without(null, "it has no index (moov), or one of more than 47 MiB")
                : new Mp4File(file, moov.slice()).read();
    }

    private Video read() {
        Double seconds = seconds();
        ByteBuffer track = track();
        if (track == null) {
            return Video.withoutPicture(seconds);
        }
        Mp4Frames frames = new Mp4Frames(within(track, "mdia", "minf", "stbl"));
        ByteBuffer header = within(track, "tkhd");
        int matrix = header.get(0) == 0 ? 40 : 52;
        boolean isTurned = Math.abs(header.getInt(matrix + 4)) > Math.abs(header.getInt(matrix));
        int width = header.getInt(matrix + 36) >>> 16;
        int height = header.getInt(matrix + 40) >>> 16;
        Video video = frames.isEncrypted()
                ? Video.without(seconds, "it is encrypted")
                : frames.isEmpty() ? inParts(seconds) : whole(seconds, header, frames);
        return new Video(seconds, isTurned ? height : width, isTurned ? width : height, video.clip(), video.problem());
    }

    /** Of the film; of one in parts, of all parts, if that was known before they were written. */
    private @Nullable Double seconds() {
        ByteBuffer header = within(moov, "mvhd");
        boolean isLong = header.get(0) != 0;
        long perSecond = header.getInt(isLong ? 20 : 12) & 0xffffffffL;
        long time = isLong ? header.getLong(24) : header.getInt(16) & 0xffffffffL;
        ByteBuffer parts = IsoBoxes.child(moov.duplicate(), "mvex");
        ByteBuffer allParts = parts == null ? null : IsoBoxes.child(parts, "mehd");
        if (allParts != null) {
            int version = allParts.getInt() >>> 24;
            time = version == 0 ? allParts.getInt() & 0xffffffffL : allParts.getLong();
        }
        return time == 0xffffffffL ? null : Video.seconds((double) time, (double) perSecond);
    }

    /** The first with moving pictures that is played; stills for chapters are in one that is not. */
    private @Nullable ByteBuffer track() {
        ByteBuffer boxes = moov.duplicate();
        ByteBuffer found = null;
        for (ByteBuffer track = next(boxes); track != null; track = next(boxes)) {
            boolean isPlayed = (within(track, "tkhd").get(3) & 1) != 0;
            ByteBuffer handler = within(track, "mdia", "hdlr");
            if (IsoBoxes.type(handler.position(8)).equals("vide") && (found == null || isPlayed)) {
                found = track;
                if (isPlayed) {
                    break;
                }
            }
        }
        return found;
    }

    private static @Nullable ByteBuffer next(ByteBuffer boxes) {
        ByteBuffer track = IsoBoxes.child(boxes, "trak");
        return track == null ? null : track.slice();
    }

    /** Frames that are given by an index are taken out of it. */
    private Video whole(@Nullable Double seconds, ByteBuffer header, Mp4Frames frames) {
        int wanted = frames.at(Video.PART);
        int first = frames.keyFrameBefore(wanted);
        int last = first;
        // Any key frame is drawn at once; but nobody knows of the very first one whether it is black.
        if (first == frames.keyFrameBefore(0)) {
            int next = frames.keyFrameAfter(wanted);
            if (next > 0 && next <= frames.at(MOST)) {
                first = next;
                last = next;
            } else {
                last = Math.min(Math.max(wanted, first), first + MAX_FRAMES - 1);
            }
        }
        Mp4Frames.Places found = frames.places(first, last);
        long[] places = found.of();
        long start = places[0];
        long end = start + frames.size(first);
        int count = 1;
        for (; count < places.length; count++) {
            long newStart = Math.min(start, places[count]);
            long newEnd = Math.max(end, places[count] + frames.size(first + count));
            if (newEnd - newStart > Video.MAX_CLIP_BYTES) {
                break;
            }
            start = newStart;
            end = newEnd;
        }
        if (end - start > Video.MAX_CLIP_BYTES) {
            return Video.without(seconds, "one frame has more than 16 MiB");
        }
        ByteBuffer bytes = file.read(start, (int) Math.max(1, end - start));
        if (bytes.remaining() < end - start) {
            return Video.without(seconds, "it ends before the picture does");
        }
        Mp4Clip clip = new Mp4Clip(header, frames.description(), found.coding());
        for (int i = 0; i < count; i++) {
            clip.add(bytes.slice((int) (places[i] - start), (int) frames.size(first + i)));
        }
        return new Video(seconds, 0, 0, clip.film(), "");
    }

    /** A film that was written in parts (section 8.8), each with an index of its own, can be read from its beginning on. */
    private Video inParts(@Nullable Double seconds) {
        int length = (int) Math.min(file.size(), Video.MAX_CLIP_BYTES);
        ByteBuffer bytes = file.read(0, length);
        byte[] beginning = new byte[Math.min(length, bytes.remaining())];
        bytes.get(beginning);
        return new Video(
                seconds, 0, 0, new Video.Clip(beginning, seconds == null ? SOME_SECONDS : seconds * Video.PART), "");
    }

    /** The content of a box in a box. */
    static ByteBuffer within(ByteBuffer box, String... path) {
        ByteBuffer content = box.duplicate();
        for (String type : path) {
            ByteBuffer child = IsoBoxes.child(content, type);
            if (child == null) {
                throw new IllegalArgumentException("no " + Arrays.toString(path));
            }
            content = child.slice();
        }
        return content;
    }
}
