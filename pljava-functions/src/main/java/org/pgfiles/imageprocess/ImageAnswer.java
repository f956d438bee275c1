package org.pgfiles.imageprocess;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.image.Backends;
import org.pgfiles.image.OutputFormat;
import org.pgfiles.image.Thumbnails.Result;
import org.pgfiles.image.Thumbnails.Thumbnail;

/** What {@link org.pgfiles.image.Thumbnails#make} answers. As bytes, in the order of {@link DataOutputStream}: which of these it is, and its components. */
sealed interface ImageAnswer {
    /** Variants. */
    record Made(Result result) implements ImageAnswer {}

    /** The file is none of which there can be variants. */
    record Refused(PgfilesException error) implements ImageAnswer {}

    /** Something went wrong that another process, or another heap, may do better. */
    record Failed(String how) implements ImageAnswer {}

    /** To the request of no bytes. */
    record There(List<Backends.Status> statuses) implements ImageAnswer {}

    /** As a message. */
    default byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            if (this instanceof Made made) {
                out.writeByte('M');
                write(made.result, out);
            } else if (this instanceof Refused refused) {
                out.writeByte('R');
                out.writeUTF(refused.error.code().name());
                out.writeUTF(refused.error.detail());
                out.writeUTF(refused.error.hint());
            } else if (this instanceof Failed failed) {
                out.writeByte('F');
                out.writeUTF(failed.how);
            } else if (this instanceof There there) {
                out.writeByte('T');
                write(there.statuses, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // It writes to memory.
        }
        return bytes.toByteArray();
    }

    /**
     * From a message.
     *
     * @throws IOException if it is no answer; a process that was taken over by a file may write anything
     */
    static ImageAnswer read(byte[] message) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(message));
        try {
            return switch (in.readByte()) {
                case 'M' -> new Made(result(in));
                case 'R' ->
                    new Refused(new PgfilesException(ErrorCode.valueOf(in.readUTF()), in.readUTF(), in.readUTF()));
                case 'F' -> new Failed(in.readUTF());
                case 'T' -> new There(statuses(in));
                default -> throw new IOException("no answer");
            };
        } catch (IllegalArgumentException e) {
            throw new IOException(e);
        }
    }

    private static void write(Result result, DataOutputStream out) throws IOException {
        out.writeInt(result.width());
        out.writeInt(result.height());
        String warning = result.warning();
        out.writeUTF(warning == null ? "" : warning);
        out.writeLong(result.decodeNanos());
        out.writeLong(result.scaleNanos());
        out.writeInt(result.thumbnails().size());
        for (Thumbnail thumbnail : result.thumbnails()) {
            out.writeInt(thumbnail.index());
            out.writeUTF(thumbnail.format().name());
            out.writeInt(thumbnail.width());
            out.writeInt(thumbnail.height());
            out.writeInt(thumbnail.bytes().length);
            out.write(thumbnail.bytes());
        }
    }

    private static Result result(DataInputStream in) throws IOException {
        int width = in.readInt();
        int height = in.readInt();
        String warning = in.readUTF();
        long decodeNanos = in.readLong();
        long scaleNanos = in.readLong();
        List<Thumbnail> thumbnails = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            int index = in.readInt();
            OutputFormat format = OutputFormat.valueOf(in.readUTF());
            int across = in.readInt();
            int down = in.readInt();
            thumbnails.add(new Thumbnail(index, format, in.readNBytes(in.readInt()), across, down));
        }
        return new Result(width, height, thumbnails, warning.isEmpty() ? null : warning, decodeNanos, scaleNanos);
    }

    private static void write(List<Backends.Status> statuses, DataOutputStream out) throws IOException {
        out.writeInt(statuses.size());
        for (Backends.Status status : statuses) {
            out.writeUTF(status.name());
            out.writeBoolean(status.isAvailable());
            out.writeUTF(status.detail());
            out.writeUTF(String.join(",", status.reads()));
            out.writeUTF(String.join(",", status.writes()));
        }
    }

    private static List<Backends.Status> statuses(DataInputStream in) throws IOException {
        List<Backends.Status> statuses = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            statuses.add(new Backends.Status(
                    in.readUTF(), in.readBoolean(), in.readUTF(), list(in.readUTF()), list(in.readUTF())));
        }
        return statuses;
    }

    private static List<String> list(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }
}
