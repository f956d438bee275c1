package org.pgfiles.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;

/**
 * The true content type of a file, from its first bytes. Only a signature at the very start counts, because a file that
 * also carries a second format further on (a polyglot) is served and decoded as the first.
 */
public final class TypeSniffer {
    /** How many bytes from the start are enough. */
    public static final int HEAD_BYTES = 512;

    private TypeSniffer() {}

    /**
     * The type; {@link MediaType#TEXT} for what reads as text, {@link MediaType#UNKNOWN} for all else.
     *
     * @param head the file, or at least its first {@value #HEAD_BYTES} bytes if it has so many
     */
    public static MediaType sniff(byte[] head) {
        if (starts(head, 0, "\u00ff\u00d8\u00ff")) {
            return MediaType.JPEG;
        } else if (starts(head, 0, "\u0089PNG\r\n\u001a\n")) {
            return MediaType.PNG;
        } else if (starts(head, 0, "GIF87a") || starts(head, 0, "GIF89a")) {
            return MediaType.GIF;
        } else if (starts(head, 0, "RIFF") && starts(head, 8, "WEBP")) {
            return MediaType.WEBP;
        } else if (isTiff(head)) {
            return MediaType.TIFF;
        } else if (isBmp(head)) {
            return MediaType.BMP;
        } else if (starts(head, 4, "ftyp")) {
            return isoBrand(head);
        } else if (starts(head, 0, "\0\0") && starts(head, 4, "styp")) {
            return MediaType.MP4; // A part of a film that is sent in parts.
        } else if (starts(head, 0, "%PDF-")) {
            return MediaType.PDF;
        } else if (starts(head, 0, "\u001aE\u00df\u00a3")) {
            return matroska(head);
        } else if (isQuickTime(head)) {
            return MediaType.QUICKTIME;
        }
        return isText(head) ? MediaType.TEXT : MediaType.UNKNOWN;
    }

    /** TIFF 6.0 section 2, and BigTIFF's 43 in place of 42. */
    private static boolean isTiff(byte[] head) {
        return starts(head, 0, "II*\0")
                || starts(head, 0, "MM\0*")
                || starts(head, 0, "II+\0")
                || starts(head, 0, "MM\0+");
    }

    /** "BM" begins many a text, so the size of the header that follows must be one that exists. */
    private static boolean isBmp(byte[] head) {
        if (!starts(head, 0, "BM") || head.length < 18 || head[15] != 0 || head[16] != 0 || head[17] != 0) {
            return false;
        }
        int headerBytes = head[14] & 0xff;
        return headerBytes == 12 || headerBytes == 64 || (headerBytes >= 40 && headerBytes <= 124);
    }

    /** A file older than brands, or of a camera that has none: it begins with one of these boxes, whose length is no text. */
    private static boolean isQuickTime(byte[] head) {
        return head.length >= 8
                && !isText(head)
                && List.of("moov", "mdat", "wide", "free", "skip", "pnot").contains(new String(head, 4, 4, ISO_8859_1));
    }

    /** RFC 8794: the header has a DocType, which by RFC 9559 is one of two. */
    private static MediaType matroska(byte[] head) {
        String header = new String(head, 0, Math.min(head.length, 64), ISO_8859_1);
        int id = header.indexOf("B\u0082");
        String docType = id < 0 ? "" : header.substring(id + 2).replaceFirst("^[^a-z]{1,8}", "");
        if (docType.startsWith("webm")) {
            return MediaType.WEBM;
        }
        return docType.startsWith("matroska") ? MediaType.MATROSKA : MediaType.UNKNOWN;
    }

    /**
     * ISO 14496-12: the box's length, "ftyp", the major brand, a version, then the compatible brands. What has none of a picture's is
     * a film, of which there are brands without number; but Canon's raw pictures bear those of films as well.
     */
    private static MediaType isoBrand(byte[] head) {
        if (!starts(head, 0, "\0\0") || starts(head, 8, "crx ")) {
            return MediaType.UNKNOWN;
        }
        int boxBytes = (head[2] & 0xff) << 8 | (head[3] & 0xff);
        int end = Math.min(head.length, Math.min(boxBytes, HEAD_BYTES));
        boolean heif = false;
        for (int at = 8; at + 4 <= end; at += at == 8 ? 8 : 4) {
            switch (new String(head, at, 4, ISO_8859_1)) {
                case "avif", "avis" -> {
                    return MediaType.AVIF;
                }
                case "heic", "heix", "heim", "heis", "hevc", "hevx" -> {
                    return MediaType.HEIC;
                }
                case "mif1", "msf1" -> heif = true;
                default -> {
                    // Another format's brand.
                }
            }
        }
        if (heif) {
            return MediaType.HEIF;
        }
        return starts(head, 8, "qt  ") ? MediaType.QUICKTIME : MediaType.MP4;
    }

    /** No control character but white space: then an editor shows it as text, in whichever encoding. */
    private static boolean isText(byte[] head) {
        int end = Math.min(head.length, HEAD_BYTES);
        for (int i = 0; i < end; i++) {
            int c = head[i] & 0xff;
            if ((c < 0x20 && "\t\n\r\f".indexOf(c) < 0) || c == 0x7f) {
                return false;
            }
        }
        return end > 0;
    }

    private static boolean starts(byte[] head, int offset, String signature) {
        if (head.length < offset + signature.length()) {
            return false;
        }
        for (int i = 0; i < signature.length(); i++) {
            if ((head[offset + i] & 0xff) != signature.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
