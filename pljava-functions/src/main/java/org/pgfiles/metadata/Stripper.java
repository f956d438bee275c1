package org.pgfiles.metadata;

import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;

/**
 * Takes the metadata out of an image without touching its pixels. Only what a picture needs is kept, not everything but
 * what is known to be private: nobody knows all the places where programs leave names and places.
 */
public final class Stripper {
    private Stripper() {}

    /**
     * The same pixels, colours and animation without EXIF, XMP, IPTC, comments, embedded thumbnails, and without what was
     * appended to the file. An orientation other than 1 is kept, because without it the picture would lie on its side.
     *
     * @param type as sniffed, one that {@link MediaType#isStrippable}
     * @param orientation EXIF's, 1 to 8
     * @throws PgfilesException DAMAGED_MEDIA
     */
    public static byte[] strip(byte[] file, MediaType type, int orientation) {
        try {
            return switch (type) {
                case JPEG -> new JpegStripper(file, orientation).strip();
                case PNG -> new PngStripper(file, orientation).strip();
                case WEBP -> new WebpStripper(file, orientation).strip();
                case GIF -> new GifStripper(file).strip();
                case TIFF, BMP, HEIC, HEIF, AVIF, PDF, MP4, QUICKTIME, WEBM, MATROSKA, TEXT, UNKNOWN ->
                    throw new PgfilesException(ErrorCode.UNSUPPORTED_MEDIA, "cannot strip " + type, "");
            };
        } catch (IndexOutOfBoundsException e) {
            throw damaged();
        }
    }

    static PgfilesException damaged() {
        return new PgfilesException(
                ErrorCode.DAMAGED_MEDIA, "the file ends before the image does", "upload the image again");
    }

    /** An EXIF block (TIFF 6.0) of one directory with one tag, the orientation (0x0112). */
    static byte[] orientationBlock(int orientation) {
        return new byte[] {
            'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte) orientation, 0, 0, 0, 0, 0, 0
        };
    }
}
