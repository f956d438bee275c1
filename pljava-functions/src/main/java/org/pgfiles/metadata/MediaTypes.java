package org.pgfiles.metadata;

import java.util.Locale;

/** Content types as clients declare them, compared with what {@link TypeSniffer} sees. */
public final class MediaTypes {
    private MediaTypes() {}

    /** Lower case, without parameters, and with the aliases that browsers and phones send replaced. */
    public static String canonical(String type) {
        int semicolon = type.indexOf(';');
        String bare =
                (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
        return switch (bare) {
            case "image/jpg", "image/pjpeg" -> "image/jpeg";
            case "image/x-png" -> "image/png";
            case "image/x-ms-bmp", "image/x-bmp" -> "image/bmp";
            case "image/tif" -> "image/tiff";
            case "image/heif", "image/heic-sequence", "image/heif-sequence" -> "image/heic";
            case "image/avif-sequence" -> "image/avif";
            case "application/x-pdf" -> "application/pdf";
            default -> bare;
        };
    }

    public static boolean isImage(String type) {
        return canonical(type).startsWith("image/");
    }

    /**
     * Whether bytes of a sniffed type may bear a declared one. A type without a signature of its own (text, CSV, ZIP)
     * is believed, unless the bytes are evidently something else.
     */
    public static boolean agree(String declared, String sniffed) {
        String claim = canonical(declared);
        if (claim.equals(canonical(sniffed))) {
            return true;
        }
        return !hasSignature(claim) && !hasSignature(sniffed);
    }

    private static boolean hasSignature(String type) {
        return type.startsWith("image/") || type.equals("application/pdf");
    }
}
