package org.pgfiles.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** EXIF as ImageMagick wrote it into PNGs before there was a chunk for it: a text of hexadecimal digits. */
final class PngText {
    /** A JPEG's segment cannot hold more either. */
    private static final int MAX_BYTES = 64 * 1024;

    private static final Pattern KEYWORD = Pattern.compile("Raw profile type (exif|APP1)\0.*", Pattern.DOTALL);

    /** An empty line, a name, a number of bytes, and the bytes. */
    private static final Pattern TEXT = Pattern.compile("\\s*[\\w ]+\\n\\s*\\d+\\n([0-9a-fA-F\\s]+)");

    private PngText() {}

    static boolean isExif(FileSource file, ExifBlock block) {
        byte[] keyword = bytes(file, block, 24);
        return KEYWORD.matcher(new String(keyword, ISO_8859_1)).matches();
    }

    /** The EXIF block's bytes, or null if it is none. */
    static byte @Nullable [] exif(FileSource file, ExifBlock block) {
        byte[] chunk = bytes(file, block, 4 * MAX_BYTES);
        int start = new String(chunk, ISO_8859_1).indexOf('\0') + 1;
        boolean isPlain = start + 1 < chunk.length && chunk[start] != 0;
        String text = isPlain ? new String(chunk, start, chunk.length - start, ISO_8859_1) : inflated(chunk, start + 1);
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        String digits = parts.group(1).replaceAll("\\s", "");
        if (digits.length() % 2 != 0 || !digits.startsWith("457869660000")) {
            return null;
        }
        return HexFormat.of().parseHex(digits.substring(12));
    }

    private static String inflated(byte[] chunk, int start) {
        if (start >= chunk.length) {
            return "";
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(chunk, start, chunk.length - start);
            byte[] text = new byte[4 * MAX_BYTES];
            int length = inflater.inflate(text);
            return inflater.finished() ? new String(text, 0, length, ISO_8859_1) : "";
        } catch (DataFormatException e) {
            return "";
        } finally {
            inflater.end();
        }
    }

    private static byte[] bytes(FileSource file, ExifBlock block, int max) {
        int length = Math.min(max, block.length());
        ByteBuffer found = file.read(block.start(), length);
        byte[] bytes = new byte[Math.min(length, found.remaining())];
        found.get(bytes);
        return bytes;
    }
}
