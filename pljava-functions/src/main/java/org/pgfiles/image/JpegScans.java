package org.pgfiles.image;

/**
 * The scans of a JPEG (ITU T.81, annex B): how many there are, and where the picture ends. What follows is another
 * picture, a film, or anything.
 *
 * @param end of the last scan's data in the file
 * @param hasEnd whether an end marker stands there
 * @param lines the number of lines if a DNL segment after the first scan has it; else 0
 */
record JpegScans(int scans, int end, boolean hasEnd, int lines) {
    private static final int SOS = 0xda;
    private static final int EOI = 0xd9;
    private static final int DNL = 0xdc;

    /** @param start of the first scan's marker, or less than 0 for no scan */
    static JpegScans read(byte[] file, int start) {
        int scans = 0;
        int lines = 0;
        int at = Math.max(0, start);
        while (start >= 0 && at + 1 < file.length) {
            if (file[at] != (byte) 0xff) {
                at++; // A scan's data, which is nearly all of the file.
                continue;
            }
            int marker = file[at + 1] & 0xff;
            if (marker == EOI) {
                return new JpegScans(scans, at, true, lines);
            }
            if (marker < 0xc0 || marker == 0xff || (marker & 0xf8) == 0xd0) {
                at += marker == 0xff ? 1 : 2; // A stuffed zero, a fill byte, a restart.
                continue;
            }
            int length = at + 3 < file.length ? (file[at + 2] & 0xff) << 8 | (file[at + 3] & 0xff) : 0;
            if (marker == SOS) {
                scans++;
            } else if (marker == DNL && length == 4 && at + 5 < file.length) {
                lines = (file[at + 4] & 0xff) << 8 | (file[at + 5] & 0xff);
            }
            at += at + 2 + length <= file.length ? 2 + length : 2;
        }
        return new JpegScans(scans, file.length, false, lines);
    }
}
