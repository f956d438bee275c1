package org.pgfiles.worker;

import org.pgfiles.metadata.ExifData;
import org.pgfiles.metadata.ExifParser;
import org.pgfiles.metadata.MediaType;
import org.pgfiles.metadata.TypeSniffer;

/** Reads a file's EXIF without fetching the file. */
final class ReadExifTask {
    private ReadExifTask() {}

    static void run(Job.ReadExif job, Workbench bench) {
        Report report = bench.report();
        long start = System.nanoTime();
        RangedFile file = RangedFile.open(bench.store(job.bucket()), job.key(), "", bench.isStopped());
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
        ExifData exif = ExifParser.parse(file, type);
        report.put("exif", exif.toMap());
        report.put("requests", file.requests());
        report.put("bytes_read", file.received());
        report.addTime("exif", System.nanoTime() - start);
    }
}
