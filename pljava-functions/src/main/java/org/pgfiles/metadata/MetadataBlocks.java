package org.pgfiles.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of metadata in a file. Nothing else of it is read: of a JPEG only the segments before its first scan, which is
 * several times faster than reading all of a photo's metadata.
 */
final class MetadataBlocks {
    private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";
    private static final String PHOTOSHOP = "Photoshop 3.0\0";

    /** Camera files have below 100 segments or chunks; a file of millions must not keep a worker busy. */
    private static final int MAX_STEPS = 4096;

    /** Some editors leave an empty block before the good one. */
    private static final int MAX_EXIF_BLOCKS = 4;

    /** A block that says something; behind it nothing is looked for, because that may have to be fetched. */
    private static final int FULL_EXIF_BYTES = 256;

    private final FileSource file;
    private final List<ExifBlock> exif = new ArrayList<>();
    private @Nullable ExifBlock xmp;
    private @Nullable ExifBlock iptc;
    private @Nullable ExifBlock text;

    private MetadataBlocks(FileSource file) {
        this.file = file;
    }

    /**
     * The blocks of this file; none if it is of no type that can carry any.
     *
     * @param type as sniffed
     */
    static MetadataBlocks find(FileSource file, MediaType type) {
        MetadataBlocks blocks = new MetadataBlocks(file);
        Runnable reader =
                switch (type) {
                    case JPEG -> blocks::readJpeg;
                    case TIFF -> () -> blocks.addExif(new ExifBlock(0, (int) Math.min(file.size(), Integer.MAX_VALUE)));
                    case PNG -> () -> blocks.readChunks(ByteOrder.BIG_ENDIAN, 8);
                    case WEBP -> () -> blocks.readChunks(ByteOrder.LITTLE_ENDIAN, 12);
                    case HEIC, HEIF, AVIF -> () -> blocks.addExif(HeifBoxes.exif(file));
                    case GIF, BMP, PDF, MP4, QUICKTIME, WEBM, MATROSKA, TEXT, UNKNOWN -> () -> {}; // They have none.
                };
        reader.run();
        return blocks;
    }

    /** In file order. */
    List<ExifBlock> exif() {
        return exif;
    }

    @Nullable
    ExifBlock xmp() {
        return xmp;
    }

    /** Photoshop's image resources, one of which is IPTC. */
    @Nullable
    ExifBlock iptc() {
        return iptc;
    }

    /** A PNG's text chunk with EXIF in hexadecimal digits, from its keyword on; ImageMagick writes it. */
    @Nullable
    ExifBlock text() {
        return text;
    }

    /** Exif 2.32 section 4.5.4: APP1 with "Exif" and two bytes, before the first scan. */
    private void readJpeg() {
        long at = 2;
        for (int i = 0; i < MAX_STEPS && !hasFullExif(); i++) {
            ByteBuffer head = file.read(at, 10);
            if (head.limit() < 4) {
                return;
            }
            int marker = head.get(0) == (byte) 0xff ? head.get(1) & 0xff : 0;
            int length = head.getShort(2) & 0xffff;
            if (marker == 0 || marker == 0xff) {
                at++; // A stray byte, which decoders pass over, or a fill byte.
            } else if (marker == 0xda || length < 2) {
                return;
            } else {
                readSegment(head, marker, at + 4, length - 2);
                at += 2 + length;
            }
        }
    }

    private void readSegment(ByteBuffer head, int marker, long start, int length) {
        if (marker == 0xe1 && length > 6 && startsWith(head, 4, "Exif\0")) {
            addExif(ExifBlock.bounded(file, start + 6, length - 6L));
        } else if (marker == 0xe1 && xmp == null && length > XMP.length() && startsWith(head, 4, "http:")) {
            boolean isXmp = startsWith(file.read(start, XMP.length()), 0, XMP);
            xmp = isXmp ? ExifBlock.bounded(file, start + XMP.length(), length - XMP.length()) : null;
        } else if (marker == 0xed && iptc == null && length > PHOTOSHOP.length() && startsWith(head, 4, "Photos")) {
            iptc = ExifBlock.bounded(file, start + PHOTOSHOP.length(), length - PHOTOSHOP.length());
        }
    }

    /** PNG extensions 1.5.0 and RIFF: a chunk's length and name, in this order and the other. */
    private void readChunks(ByteOrder order, long start) {
        boolean png = order == ByteOrder.BIG_ENDIAN;
        long at = start;
        for (int i = 0; i < MAX_STEPS && !hasFullExif(); i++) {
            ByteBuffer head = file.read(at, 8).order(order);
            if (head.limit() < 8) {
                return;
            }
            long length = head.getInt(png ? 0 : 4) & 0xffffffffL;
            readChunk(head.slice(png ? 4 : 0, 4), at + 8, length);
            at += 8 + length + (png ? 4 : length % 2); // PNG adds a checksum, RIFF pads to an even length.
        }
    }

    private void readChunk(ByteBuffer name, long start, long length) {
        if (startsWith(name, 0, "eXIf") || startsWith(name, 0, "EXIF")) {
            boolean hasPreamble = length > 6 && startsWith(file.read(start, 6), 0, "Exif\0\0"); // JPEG's, left in it.
            addExif(ExifBlock.bounded(file, start + (hasPreamble ? 6 : 0), length - (hasPreamble ? 6 : 0)));
        } else if (startsWith(name, 0, "XMP ")) {
            xmp = ExifBlock.bounded(file, start, length);
        } else if (startsWith(name, 0, "iTXt") && startsWith(file.read(start, 18), 0, "XML:com.adobe.xmp\0")) {
            xmp = ExifBlock.bounded(file, start + 18, length - 18);
        } else if ((startsWith(name, 0, "zTXt") || startsWith(name, 0, "tEXt"))
                && startsWith(file.read(start, 17), 0, "Raw profile type ")) {
            ExifBlock block = ExifBlock.bounded(file, start, length);
            text = block != null && PngText.isExif(file, block) ? block : text;
        }
    }

    private boolean hasFullExif() {
        return exif.stream().anyMatch(block -> block.length() >= FULL_EXIF_BYTES);
    }

    private void addExif(@Nullable ExifBlock block) {
        if (block != null && exif.size() < MAX_EXIF_BLOCKS) {
            exif.add(block);
        }
    }

    private static boolean startsWith(ByteBuffer bytes, int offset, String text) {
        byte[] expected = text.getBytes(ISO_8859_1);
        return bytes.limit() >= offset + expected.length
                && bytes.slice(offset, expected.length).equals(ByteBuffer.wrap(expected));
    }
}
