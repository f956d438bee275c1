package org.pgfiles.metadata;

import com.drew.lang.RandomAccessReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifTiffHandler;
import java.io.IOException;
import java.util.Set;

/**
 * Reads the EXIF directories and nothing that is embedded in them: maker notes, XMP, IPTC, ICC and Photoshop blocks are
 * formats (and parsers) of their own, several times slower and of no use to us.
 */
final class PhotoTiffHandler extends ExifTiffHandler {
    private static final Set<Integer> EMBEDDED = Set.of(
            0x02bc, // XMP
            0x83bb, // IPTC
            0x8649, // Photoshop
            0x8773, // ICC
            0x927c, // maker note
            0xc4a5, // print image matching
            0xc634); // DNG private data

    /** IFD0, EXIF, GPS, interoperability and a thumbnail are five; a TIFF has one per page. */
    private static final int MAX_DIRECTORIES = 16;

    /** Further pictures of a TIFF or DNG, whose directories would be taken for EXIF's. */
    private static final int SUB_IFDS = 0x014a;

    private int directories;

    PhotoTiffHandler(Metadata metadata) {
        super(metadata, null, 0);
    }

    @Override
    public boolean customProcessTag(
            int tagOffset,
            Set<Integer> processedIfdOffsets,
            int tiffHeaderOffset,
            RandomAccessReader reader,
            int tagId,
            int byteCount)
            throws IOException {
        return EMBEDDED.contains(tagId)
                || super.customProcessTag(tagOffset, processedIfdOffsets, tiffHeaderOffset, reader, tagId, byteCount);
    }

    @Override
    public boolean tryEnterSubIfd(int tagId) {
        return tagId != SUB_IFDS && directories < MAX_DIRECTORIES && super.tryEnterSubIfd(tagId) && ++directories > 0;
    }

    /** Chained directories are read by recursion: without a limit a chain of thousands ends in a stack overflow. */
    @Override
    public boolean hasFollowerIfd() {
        return directories < MAX_DIRECTORIES && super.hasFollowerIfd() && ++directories > 0;
    }
}
