package org.pgfiles.image;

import java.awt.image.BufferedImage;
import java.util.function.BooleanSupplier;
import org.pgfiles.PgfilesException;
import org.pgfiles.metadata.MediaType;

/** Reads and writes image files. What lies between, scaling, cropping and turning, is the same for all back ends. */
interface ImageBackend {
    /** The version of the library behind it, for people. */
    String version();

    /** Whether pixels of this type can be read. */
    boolean canRead(MediaType type);

    boolean canWrite(OutputFormat format);

    /**
     * Reads the header of a file.
     *
     * @param type as sniffed
     * @param isStopped asked while reading; when it says true, reading ends with an error
     * @throws PgfilesException DAMAGED_MEDIA
     */
    ImageFile open(byte[] file, MediaType type, BooleanSupplier isStopped);

    /**
     * Writes a picture without any metadata.
     *
     * @param image of TYPE_3BYTE_BGR or TYPE_4BYTE_ABGR_PRE
     * @param quality 1 to 100; a lossless format has none
     */
    byte[] encode(BufferedImage image, OutputFormat format, int quality);
}
