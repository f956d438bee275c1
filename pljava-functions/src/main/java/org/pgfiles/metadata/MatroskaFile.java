package org.pgfiles.metadata;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Matroska and WebM (RFC 9559), which are elements in elements (RFC 8794): facts and tracks at the beginning, then clusters of frames,
 * each of which can be read on its own. Where clusters are that begin with a key frame, an index ("Cues") says, if there is one.
 */
final class MatroskaFile {
    private static final int SEGMENT = 0x18538067;
    private static final int SEEK_HEAD = 0x114D9B74;
    private static final int INFO = 0x1549A966;
    private static final int TRACKS = 0x1654AE6B;
    private static final int CLUSTER = 0x1F43B675;
    private static final int CUES = 0x1C53BB6B;

    /** Before the first cluster are few elements, though one of them may be large. */
    private static final int MAX_ELEMENTS = 32;

    private static final int MAX_ELEMENT_BYTES = 8 << 20;
    private static final int MAX_HEAD_BYTES = 12;
    private static final int MAX_HEADER_BYTES = 4096;

    /** What is skipped of a film that does not say how long it is. */
    private static final double SOME_SECONDS = 1;

    private static final double NANOS = 1e9;

    private final FileSource file;
    private @Nullable ByteBuffer info;
    private @Nullable ByteBuffer tracks;
    private long segment;
    private long cuesAt = -1;
    private long firstCluster = -1;
    private double nanos;

    MatroskaFile(FileSource file) {
        this.file = file;
    }

    /**
     * An element.
     *
     * @param id with its marker, as RFC 9559 writes it
     * @param start of its content, bytes from the start of the file or of its parent
     * @param size of its content, bytes; -1 if it goes on until another of its kind begins
     */
    private record Element(int id, long start, long size) {
        /** The buffer ends up at its content. */
        static Element read(ByteBuffer head, long at) {
            int before = head.position();
            int idBytes = length(head, 4);
            int id = (int) number(head.slice(before, idBytes));
            head.position(before + idBytes);
            int sizeBytes = length(head, 8);
            long most = (1L << (7 * sizeBytes)) - 1;
            long size = number(head.slice(before + idBytes, sizeBytes)) & most;
            head.position(before + idBytes + sizeBytes);
            return new Element(id, at + idBytes + sizeBytes, size == most ? -1 : size);
        }

        /** RFC 8794 section 4: as many bytes as the first one has bits before its first 1, and one. */
        private static int length(ByteBuffer head, int most) {
            int length = Integer.numberOfLeadingZeros(head.get(head.position()) & 0xff) - 23;
            if (length > most) {
                throw new IllegalArgumentException("length of a number");
            }
            return length;
        }
    }

    Video read() {
        Element header = element(0);
        Element start = element(header.start + header.size);
        if (header.size < 0 || header.size > MAX_HEADER_BYTES || start.id != SEGMENT) {
            throw new IllegalArgumentException("no segment");
        }
        segment = start.start;
        findParts();
        ByteBuffer all = tracks;
        if (all == null) {
            throw new IllegalArgumentException("no tracks");
        }
        nanos = number(info, 0x2AD7B1, 1_000_000);
        Double seconds = Video.seconds(decimal(info, 0x4489), NANOS / nanos);
        ByteBuffer track = track(all.duplicate());
        ByteBuffer picture = track == null ? null : child(track.duplicate(), 0xE0);
        if (track == null || picture == null) {
            return Video.withoutPicture(seconds);
        }
        long height = number(picture, 0xBA, 0);
        long width = shownWidth(picture, number(picture, 0xB0, 0), height);
        Video.Clip clip = clip(header, all, seconds, number(track, 0xD7, 0));
        return new Video(
                seconds,
                (int) Math.max(0, Math.min(width, 0xffff)),
                (int) Math.max(0, Math.min(height, 0xffff)),
                clip,
                clip == null ? "it ends before the first picture does" : "");
    }

    /** Pixels need not be square: how it is shown is told in pixels (0), or as a proportion (3), or in centimetres and inches. */
    private static long shownWidth(ByteBuffer picture, long width, long height) {
        long unit = number(picture, 0x54B2, 0);
        long shownWidth = number(picture, 0x54B0, 0);
        long shownHeight = number(picture, 0x54BA, 0);
        return shownWidth <= 0 || shownHeight <= 0 || (unit != 0 && unit != 3)
                ? width
                : Math.round((double) height * shownWidth / shownHeight);
    }

    private void findParts() {
        long at = segment;
        for (int i = 0; i < MAX_ELEMENTS && at < file.size(); i++) {
            Element element = element(at);
            switch (element.id) {
                case SEEK_HEAD -> cuesAt = Math.max(cuesAt, cuesAt(content(element)));
                case INFO -> info = content(element);
                case TRACKS -> tracks = content(element);
                case CUES -> cuesAt = at;
                case CLUSTER -> {
                    firstCluster = at;
                    return;
                }
                default -> {
                    // Tags, chapters, attachments, or nothing.
                }
            }
            if (element.size < 0) {
                return;
            }
            at = element.start + element.size;
        }
    }

    /** Where the index is, bytes from the start of the file; -1 if there is none. */
    private long cuesAt(ByteBuffer seekHead) {
        for (ByteBuffer seek = child(seekHead, 0x4DBB); seek != null; seek = child(seekHead, 0x4DBB)) {
            if (number(seek, 0x53AB, 0) == CUES) {
                return segment + Math.max(0, number(seek, 0x53AC, 0));
            }
        }
        return -1;
    }

    private static @Nullable ByteBuffer track(ByteBuffer tracks) {
        for (ByteBuffer track = child(tracks, 0xAE); track != null; track = child(tracks, 0xAE)) {
            if (number(track, 0x83, 0) == 1) {
                return track;
            }
        }
        return null;
    }

    /** Facts and tracks as they are, and then clusters from the picture on: that can be read from a pipe. */
    private Video.@Nullable Clip clip(Element header, ByteBuffer all, @Nullable Double seconds, long track) {
        if (firstCluster < 0) {
            return null;
        }
        double wanted = seconds == null ? SOME_SECONDS : seconds * Video.PART;
        long start = seconds == null ? firstCluster : cluster(wanted * NANOS / nanos, track);
        int length = (int) Math.min(file.size() - start, Video.MAX_CLIP_BYTES);
        ByteBuffer clusters = file.read(start, length).duplicate();
        clusters.limit(Math.min(length, clusters.limit()));
        byte[] film = Mp4Clip.all(
                file.read(0, (int) (header.start + header.size)).slice(0, (int) (header.start + header.size)),
                SEGMENT,
                new byte[] {1, -1, -1, -1, -1, -1, -1, -1}, // Of a size that nobody says.
                info == null ? "" : whole(INFO, info),
                whole(TRACKS, all),
                clusters);
        return new Video.Clip(film, start == firstCluster ? wanted : 0);
    }

    private static byte[] whole(int id, ByteBuffer content) {
        return Mp4Clip.all(id, 0x0100_0000, content.remaining(), content);
    }

    /** Where the last one up to this time begins that the index knows; without one, the first. */
    private long cluster(double time, long track) {
        if (cuesAt < 0 || cuesAt >= file.size()) {
            return firstCluster;
        }
        Element element = element(cuesAt);
        if (element.id != CUES) {
            return firstCluster;
        }
        long found = firstCluster;
        ByteBuffer cues = content(element);
        for (ByteBuffer cue = child(cues, 0xBB); cue != null; cue = child(cues, 0xBB)) {
            if (number(cue, 0xB3, 0) > time) {
                break;
            }
            ByteBuffer places = cue.duplicate();
            for (ByteBuffer place = child(places, 0xB7); place != null; place = child(places, 0xB7)) {
                if (number(place, 0xF7, -1) == track) {
                    found = segment + Math.max(0, number(place, 0xF1, 0));
                }
            }
        }
        return found < file.size() && element(found).id == CLUSTER ? found : firstCluster;
    }

    private Element element(long at) {
        return Element.read(file.read(at, MAX_HEAD_BYTES).slice(), at);
    }

    private ByteBuffer content(Element element) {
        if (element.size < 0 || element.size > MAX_ELEMENT_BYTES) {
            throw new IllegalArgumentException("an element of " + element.size + " bytes");
        }
        return element.size == 0
                ? ByteBuffer.allocate(0)
                : file.read(element.start, (int) element.size).slice(0, (int) element.size);
    }

    /** The content of the next element with this id; the buffer ends up behind it. */
    private static @Nullable ByteBuffer child(ByteBuffer elements, int id) {
        while (elements.hasRemaining()) {
            Element element = Element.read(elements, elements.position());
            if (element.size < 0 || element.size > elements.remaining()) {
                return null;
            }
            ByteBuffer content = elements.slice(elements.position(), (int) element.size);
            elements.position(elements.position() + (int) element.size);
            if (element.id == id) {
                return content;
            }
        }
        return null;
    }

    private static long number(@Nullable ByteBuffer parent, int id, long otherwise) {
        ByteBuffer child = parent == null ? null : child(parent.duplicate(), id);
        return child == null ? otherwise : number(child);
    }

    private static long number(ByteBuffer bytes) {
        long value = 0;
        for (int i = 0; i < bytes.limit(); i++) {
            value = value << 8 | (bytes.get(i) & 0xff);
        }
        return value;
    }

    private static double decimal(@Nullable ByteBuffer parent, int id) {
        ByteBuffer child = parent == null ? null : child(parent.duplicate(), id);
        if (child == null) {
            return 0;
        }
        return child.limit() == 4 ? child.getFloat(0) : child.getDouble(0);
    }
}
