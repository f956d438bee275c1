package org.pgfiles.worker;

import java.util.function.BooleanSupplier;
import org.pgfiles.metadata.Exif;
import org.pgfiles.metadata.ExifParser;
import org.pgfiles.metadata.MediaType;
import org.pgfiles.metadata.TypeSniffer;
import org.pgfiles.storage.ObjectStore;

/** Reads a file's EXIF without fetching the file. */
final class ReadExifTask {
    private final ObjectStore store;
    private final Report report;
    private final BooleanSupplier isStopped;

    ReadExifTask(ObjectStore store, Report report, BooleanSupplier isStopped) {
        this.store = store;
        this.report = report;
        this.isStopped = isStopped;
    }

    void run(String key) {
        long start = System.nanoTime();
        RangedFile file = RangedFile.open(store, key, isStopped);
        byte[] head = new byte[(int) Math.min(file.size(), TypeSniffer.HEAD_BYTES)];
        if (head.length > 0) {
            file.read(0, head.length).get(head);
        }
        MediaType type = TypeSniffer.sniff(head);
        report.put("file_type", type.type());
        report.put("file_size", file.size());
        if (!type.isImage()) {
            throw new Rejection(Reason.NOT_AN_IMAGE, "the bytes are " + type);
        }
        Exif exif = ExifParser.parse(file, type);
        report.put("exif", exif.toMap());
        report.put("requests", file.requests());
        report.put("bytes_read", file.received());
        report.addTime("exif", System.nanoTime() - start);
    }
}
