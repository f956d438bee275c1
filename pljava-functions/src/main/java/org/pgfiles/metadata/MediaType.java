package org.pgfiles.metadata;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The content types that pgfiles tells apart by their bytes, one line each; whatever is done differently from type to type
 * is a switch over them that names each, so that the compiler asks for a new one. SQL has its own copies of
 * {@link #extension}, {@link #aliases} and {@link #isStrippable}, which a test compares with these.
 */
public enum MediaType {
    JPEG("image/jpeg", "jpg", true, "image/jpg", "image/pjpeg", "image/jfif"),
    /** Animated or not: who does not know the animation sees a PNG. */
    PNG("image/png", "png", true, "image/x-png", "image/apng", "image/vnd.mozilla.apng"),
    GIF("image/gif", "gif", true),
    WEBP("image/webp", "webp", true),
    TIFF("image/tiff", "tif", false, "image/tif", "image/x-tiff", "image/x-tif"),
    BMP("image/bmp", "bmp", false, "image/x-ms-bmp", "image/x-bmp", "image/x-windows-bmp"),
    HEIC("image/heic", "heic", false, "image/heic-sequence"),
    /** HEIC that does not say how its pixels are coded. */
    HEIF("image/heif", "bin", false, "image/heif-sequence"),
    AVIF("image/avif", "avif", false, "image/avif-sequence"),
    PDF("application/pdf", "pdf", false, "application/x-pdf"),
    /** Also what phones of long ago wrote, which is the same with another name. */
    MP4("video/mp4", "mp4", false, "video/x-m4v", "application/mp4", "video/3gpp", "video/3gpp2"),
    QUICKTIME("video/quicktime", "mov", false),
    WEBM("video/webm", "webm", false),
    MATROSKA("video/matroska", "mkv", false, "video/x-matroska"),
    /** Has no signature, but reads as text; so it may as well be CSV. */
    TEXT("text/plain", "txt", false),
    /** Anything else. As a declaration it says nothing. */
    UNKNOWN(
            "application/octet-stream",
            "bin",
            false,
            "binary/octet-stream",
            "application/x-octet-stream",
            "application/unknown",
            "application/x-unknown",
            "unknown/unknown",
            "content/unknown",
            "*/*");

    private final String type;
    private final String extension;
    private final boolean isStrippable;

    @SuppressWarnings("ImmutableEnumChecker") // It is, by List.of.
    private final List<String> aliases;

    MediaType(String type, String extension, boolean isStrippable, String... aliases) {
        this.type = type;
        this.extension = extension;
        this.isStrippable = isStrippable;
        this.aliases = List.of(aliases);
    }

    /** As IANA names it. */
    public String type() {
        return type;
    }

    /** Of a key, without the dot; {@code bin} for what browsers need no ending for. */
    public String extension() {
        return extension;
    }

    /** Whether {@link Stripper} can take its metadata away. */
    public boolean isStrippable() {
        return isStrippable;
    }

    /** What browsers and phones send as well. */
    public List<String> aliases() {
        return aliases;
    }

    public boolean isImage() {
        return type.startsWith("image/");
    }

    /** Whether it is a film, or in its place a sound alone, which is kept in the same containers. */
    public boolean isVideo() {
        return type.startsWith("video/");
    }

    /** Whether it is a film in boxes (ISO 14496-12), and not one in Matroska's elements. */
    public boolean isIsoVideo() {
        return this == MP4 || this == QUICKTIME;
    }

    /** Whether a declared type is that of a sound. */
    public static boolean isSound(String declared) {
        return canonical(declared).startsWith("audio/");
    }

    /** All types that are images. */
    public static Stream<MediaType> images() {
        return Arrays.stream(values()).filter(MediaType::isImage);
    }

    /** Whether a declared type is that of an image, also of one that is none of these. */
    public static boolean isImage(String declared) {
        return canonical(declared).startsWith("image/");
    }

    /** Whether it is that of an image which is none of these: kept, and never looked at. */
    public static boolean isForeignImage(String declared) {
        return isImage(declared) && named(canonical(declared)) == null;
    }

    /** Whether a declared type is this one, perhaps by another name. */
    public boolean isNamed(String declared) {
        return canonical(declared).equals(canonical().type);
    }

    /** A declared type in lower case, without parameters, and without the names that are only aliases. */
    public static String canonical(String declared) {
        int semicolon = declared.indexOf(';');
        String bare = (semicolon < 0 ? declared : declared.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
        MediaType known = named(bare);
        return known == null ? bare : known.canonical().type;
    }

    /**
     * Whether these bytes may bear a declared type. A type whose signature is not known here (text, CSV, ZIP, SVG, JPEG XL) is
     * believed, unless the bytes are evidently something else; TIFF is what most cameras write their raw data in, too, and sounds are
     * in the containers of films.
     */
    public boolean agreesWith(String declared) {
        if (hasSignature(declared)) {
            return isNamed(declared) || isContainerOf(named(canonical(declared)));
        }
        return isNamed(declared)
                || !hasSignature(type)
                || (this == TIFF && isForeignImage(declared))
                || (isVideo() && isSound(declared));
    }

    /** Players do not care which of two containers a film says it is in, and cameras and recorders mix them up. */
    private boolean isContainerOf(@Nullable MediaType declared) {
        return declared != null && isVideo() && declared.isVideo() && isIsoVideo() == declared.isIsoVideo();
    }

    /** The same for what says more or less about itself. */
    private MediaType canonical() {
        return this == HEIF ? HEIC : this;
    }

    private static boolean hasSignature(String declared) {
        MediaType known = named(canonical(declared));
        return known != null && (known.isImage() || known.isVideo() || known == PDF);
    }

    private static @Nullable MediaType named(String name) {
        for (MediaType type : values()) {
            if (type.type.equals(name) || type.aliases.contains(name)) {
                return type;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return type;
    }
}
