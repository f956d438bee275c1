package org.pgfiles.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Files that somebody uploads to see what happens, each named by its oddity. */
public final class HostileFiles {
    private final List<HostileFile> files = new ArrayList<>();

    /**
     * One file.
     *
     * @param declared the content type that comes with it
     * @param reason why it is not accepted; empty where only its metadata is odd and the picture is not
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record HostileFile(String name, String declared, byte[] bytes, String reason) {
        @Override
        public String toString() {
            return name;
        }
    }

    private HostileFiles() {}

    public static List<HostileFile> all() {
        HostileFiles all = new HostileFiles();
        all.wrongTypes();
        all.jpegs();
        all.pngs();
        all.tiffs();
        all.others();
        all.metadata();
        return all.files;
    }

    private void wrongTypes() {
        byte[] png = TestPhotos.encode(TestPhotos.quarters(64, 64, BufferedImage.TYPE_3BYTE_BGR), "png");
        byte[] gif = TestPhotos.encode(TestPhotos.quarters(64, 64, BufferedImage.TYPE_3BYTE_BGR), "gif");
        add("zero bytes", "image/jpeg", new byte[0], "not_an_image");
        add("one byte", "image/jpeg", new byte[] {(byte) 0xff}, "not_an_image");
        add("text named jpg", "image/jpeg", "not a picture".getBytes(UTF_8), "not_an_image");
        add("PNG named jpg", "image/jpeg", png, "type_mismatch");
        add(
                "SVG with a script named png",
                "image/png",
                "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".getBytes(UTF_8),
                "not_an_image");
        add("HTML named png", "image/png", "<html><script>alert(1)</script>".getBytes(UTF_8), "not_an_image");
        add("GIF that is a ZIP too", "application/zip", Bytes.bigEndian(gif, "PK\3\4"), "type_mismatch");
        add("PDF that is a JPEG too", "image/jpeg", Bytes.bigEndian("%PDF-1.4\n", jpeg(64, 64)), "not_an_image");
        add("JPEG named txt", "text/plain", jpeg(64, 64), "type_mismatch");
        add("text of 5 MB named jpg", "image/jpeg", "all work ".repeat(600_000).getBytes(UTF_8), "not_an_image");
        add("script that is a GIF too", "image/gif", "GIF89a=1;alert(1)//".getBytes(UTF_8), "damaged_image");
        add("JPEG that is HTML too", "image/jpeg", withText(jpeg(64, 64), "<html><script>alert(1)</script>"), "");
        add("JPEG with a ZIP behind it", "image/jpeg", Bytes.bigEndian(jpeg(64, 64), "PK\3\4", new byte[9_000]), "");
    }

    private void jpegs() {
        byte[] good = jpeg(640, 480);
        int size = sizeField(good);
        add("JPEG cut in half", "image/jpeg", Arrays.copyOf(good, good.length / 2), "damaged_image");
        add("JPEG cut in its headers", "image/jpeg", Arrays.copyOf(good, 200), "damaged_image");
        add("JPEG of three bytes", "image/jpeg", Arrays.copyOf(good, 3), "damaged_image");
        byte[] wrongLength = good.clone();
        wrongLength[4] = (byte) 0xff;
        wrongLength[5] = (byte) 0xff;
        add("JPEG with a wrong segment length", "image/jpeg", wrongLength, "damaged_image");
        byte[] zeroLength = good.clone();
        zeroLength[4] = 0;
        zeroLength[5] = 0;
        add("JPEG with a segment of no length", "image/jpeg", zeroLength, "damaged_image");
        add("JPEG of 65,500 x 65,500", "image/jpeg", resized(good, size, 65_500, 65_500), "too_many_pixels");
        add(
                "JPEG of 7,000 x 7,000 and the data of 640 x 480",
                "image/jpeg",
                resized(good, size, 7000, 7000),
                "damaged_image");
        add("JPEG with a huge thumbnail header", "image/jpeg", withText(good, "\u00ff\u00d8\u00ff".repeat(9_000)), "");
        add(
                "JPEG of fill bytes",
                "image/jpeg",
                Bytes.bigEndian("\u00ff\u00d8" + "\u00ff".repeat(900_000)),
                "damaged_image");
        add("JPEG without height", "image/jpeg", resized(good, size, 640, 0), "damaged_image");
        ByteArrayOutputStream scans = new ByteArrayOutputStream();
        scans.write(good, 0, good.length - 2);
        for (int i = 0; i < 5000; i++) {
            scans.writeBytes(Bytes.bigEndian(0xffda0008, (short) 0x0101, (short) 0, (short) 0x3f00));
        }
        add("JPEG with 5,000 scans", "image/jpeg", scans.toByteArray(), "damaged_image");
    }

    private void pngs() {
        byte[] end = Bytes.chunk("IEND", new byte[0]);
        byte[] hundredMillion = Bytes.deflatedZeros(100_000_000);
        byte[] row = Bytes.deflatedZeros(301);
        add(
                "PNG whose data look like a header of 2^31 x 2^31",
                "image/png",
                Bytes.png(Bytes.chunk("IDAT", Bytes.bigEndian(0x789c_6358, 0x8503_308c, 0))),
                "damaged_image");
        add("PNG header of 60,000 x 60,000", "image/png", Bytes.png(Bytes.header(60_000, 60_000)), "too_many_pixels");
        add(
                "PNG bomb: 20,000 x 20,000 in 100 KB",
                "image/png",
                Bytes.png(Bytes.header(20_000, 20_000), Bytes.chunk("IDAT", hundredMillion), end),
                "too_many_pixels");
        add(
                "PNG bomb: 10 x 10 that inflate to 100 MB",
                "image/png",
                Bytes.png(Bytes.header(10, 10), Bytes.chunk("IDAT", hundredMillion), end),
                "");
        add(
                "PNG with a text that inflates to 100 MB",
                "image/png",
                Bytes.png(
                        Bytes.header(100, 1),
                        Bytes.chunk("zTXt", Bytes.bigEndian("bomb\0\0", hundredMillion)),
                        Bytes.chunk("IDAT", row),
                        end),
                "");
        add(
                "PNG with a profile that inflates to 100 MB",
                "image/png",
                Bytes.png(
                        Bytes.header(100, 1),
                        Bytes.chunk("iCCP", Bytes.bigEndian("bomb\0\0", hundredMillion)),
                        Bytes.chunk("IDAT", row),
                        end),
                "");
        add("PNG without data", "image/png", Bytes.png(Bytes.header(100, 100), end), "damaged_image");
        add(
                "PNG whose data ends early",
                "image/png",
                Bytes.png(Bytes.header(100, 100), Bytes.chunk("IDAT", row), end),
                "damaged_image");
        add("PNG of 0 x 0", "image/png", Bytes.png(Bytes.header(0, 0), Bytes.chunk("IDAT", row), end), "damaged_image");
        add("PNG of negative size", "image/png", Bytes.png(Bytes.header(-5, -5), end), "damaged_image");
    }

    private void tiffs() {
        byte[] strip = Bytes.deflatedZeros(50_000_000);
        add(
                "TIFF of 60,000 x 60,000",
                "image/tiff",
                Bytes.tiff(0, new byte[60_128], picture(60_000, 60_000, 1, 128, 60_000, 60_000)),
                "too_many_pixels");
        add(
                "TIFF bomb: a strip that inflates to 50 MB",
                "image/tiff",
                Bytes.tiff(0, strip, picture(10, 10, 8, 110, strip.length, 10)),
                "");
        add(
                "TIFF with a strip of four thousand million bytes",
                "image/tiff",
                Bytes.tiff(0, new byte[16], picture(10, 10, 1, 110, -1, 10)),
                "damaged_image");
        add(
                "TIFF whose strip lies outside of the file",
                "image/tiff",
                Bytes.tiff(0, new byte[16], picture(10, 10, 1, 1_000_000, 100, 10)),
                "damaged_image");
        add(
                "TIFF of 10 x 10 in a tile of 60,000 x 60,000",
                "image/tiff",
                Bytes.tiff(
                        0,
                        new byte[16],
                        0x100,
                        4,
                        1,
                        10,
                        0x101,
                        4,
                        1,
                        10,
                        0x102,
                        3,
                        1,
                        8,
                        0x103,
                        3,
                        1,
                        1,
                        0x106,
                        3,
                        1,
                        1,
                        0x142,
                        4,
                        1,
                        60_000,
                        0x143,
                        4,
                        1,
                        60_000,
                        0x144,
                        4,
                        1,
                        100,
                        0x145,
                        4,
                        1,
                        16),
                "too_many_pixels");
        add("TIFF without a picture", "image/tiff", Bytes.tiff(8, new byte[4], 0x112, 3, 1, 6), "damaged_image");
        add("TIFF of eight bytes", "image/tiff", Bytes.bigEndian("MM\0*", 8), "damaged_image");
        add("TIFF whose directory is not there", "image/tiff", Bytes.bigEndian("MM\0*", -1, 0), "damaged_image");
        add("BigTIFF of sixteen bytes", "image/tiff", Bytes.bigEndian("MM\0+", 0x00080000, 0, 16), "damaged_image");
    }

    private void others() {
        byte[] screen = Bytes.littleEndian("GIF89a", (short) 10, (short) 10, new byte[3]);
        byte[] frame = Bytes.littleEndian((byte) 0x2c, 0, (short) -1, (short) -1, (byte) 0, (byte) 2, "\1\0\0;");
        add("GIF with a frame of 65,535 x 65,535", "image/gif", Bytes.bigEndian(screen, frame), "too_many_pixels");
        byte[] wideScreen = Bytes.littleEndian("GIF89a", (short) -1, (short) -1, new byte[3]);
        byte[] smallFrame = Bytes.littleEndian((byte) 0x2c, 0, (short) 1, (short) 1, (byte) 0, (byte) 2, "\2\114\1\0;");
        add("GIF with a screen of 65,535 x 65,535", "image/gif", Bytes.bigEndian(wideScreen, smallFrame), "");
        byte[] frames = new byte[smallFrame.length * 50_000];
        for (int at = 0; at < frames.length; at += smallFrame.length - 1) {
            System.arraycopy(smallFrame, 0, frames, at, Math.min(smallFrame.length - 1, frames.length - at));
        }
        add("GIF with 50,000 frames", "image/gif", Bytes.bigEndian(screen, frames), "");
        add("GIF without a frame", "image/gif", Bytes.bigEndian(screen, ";"), "damaged_image");
        add(
                "GIF of extensions without end",
                "image/gif",
                Bytes.bigEndian(screen, "!\u00fe\1a".repeat(500_000)),
                "damaged_image");
        add("BMP of 60,000 x 60,000", "image/bmp", bmp(60_000, 60_000, 24), "damaged_image");
        add("BMP of negative width", "image/bmp", bmp(-10, 10, 24), "damaged_image");
        add("BMP without pixels", "image/bmp", bmp(100, 100, 24), "damaged_image");
        add("BMP with 99 bits per pixel", "image/bmp", bmp(10, 10, 99), "damaged_image");
        byte[] webp = Bytes.webpQuarters(640, 480);
        byte[] hugeWebp = webp.clone();
        Arrays.fill(hugeWebp, 21, 25, (byte) 0xff);
        hugeWebp[24] = 0x0f;
        add("WebP of 16,384 x 16,384", "image/webp", hugeWebp, "too_many_pixels");
        add("WebP cut in half", "image/webp", Arrays.copyOf(webp, webp.length / 2), "damaged_image");
        add("WebP without a picture", "image/webp", Bytes.littleEndian("RIFF", 4, "WEBP"), "damaged_image");
    }

    private void metadata() {
        byte[] good = jpeg(640, 480);
        byte[] looping = Bytes.bigEndian("Exif\0\0", Bytes.tiff(8, new byte[0], 0x8769, 4, 1, 8, 0x8825, 4, 1, 8));
        add("JPEG whose EXIF directories loop", "image/jpeg", ExifBuilder.insert(good, 0xe1, looping), "");
        ByteArrayOutputStream chain = new ByteArrayOutputStream();
        chain.writeBytes(Bytes.bigEndian("Exif\0\0MM\0*", 8));
        for (int i = 0; i < 10_000; i++) {
            chain.writeBytes(Bytes.bigEndian((short) 0, 8 + (i + 1) * 6));
        }
        add("JPEG with 10,000 EXIF directories", "image/jpeg", ExifBuilder.insert(good, 0xe1, chain.toByteArray()), "");
        ByteArrayOutputStream deep = new ByteArrayOutputStream();
        deep.writeBytes(Bytes.bigEndian("Exif\0\0MM\0*", 8));
        for (int i = 0; i < 3_000; i++) {
            deep.writeBytes(Bytes.bigEndian((short) 1, (short) 0x8769, (short) 4, 1, 8 + (i + 1) * 18, 0));
        }
        add("JPEG with 3,000 nested directories", "image/jpeg", ExifBuilder.insert(good, 0xe1, deep.toByteArray()), "");
        byte[] lying = Bytes.bigEndian("Exif\0\0", Bytes.tiff(-1, new byte[0], 0x010f, 2, -1, 8, 0x8825, 4, 1, -2));
        add("JPEG whose EXIF points outside", "image/jpeg", ExifBuilder.insert(good, 0xe1, lying), "");
        byte[] png = TestPhotos.encode(TestPhotos.quarters(64, 64, BufferedImage.TYPE_3BYTE_BGR), "png");
        byte[] largeExif = Bytes.bigEndian(
                Arrays.copyOf(png, 33),
                Bytes.chunk("eXIf", Bytes.bigEndian("MM\0*", 8, (short) 0, 0, new byte[9_000_000])),
                Arrays.copyOfRange(png, 33, png.length));
        add("PNG with 9 MB of EXIF", "image/png", largeExif, "");
        byte[] longChunk = Bytes.bigEndian(Arrays.copyOf(png, 33), -1, "eXIf", Arrays.copyOfRange(png, 33, png.length));
        add("PNG with a chunk of four thousand million bytes", "image/png", longChunk, "damaged_image");
        byte[] webp = Bytes.webpQuarters(64, 64);
        add("WebP with a chunk without end", "image/webp", Bytes.littleEndian(webp, "EXIF", -1, "MM\0*"), "");
        add("HEIC whose boxes loop", "image/heic", Bytes.bigEndian(16, "ftypheic", 0, 0, "meta", 8, "meta"), "");
        byte[] wide = good;
        for (int i = 0; i < 200; i++) {
            wide = ExifBuilder.insert(wide, 0xe1 + i % 15, new byte[60_000]);
        }
        add("JPEG with 12 MB of metadata", "image/jpeg", wide, "");
        byte[] many = Bytes.bigEndian(
                (short) 0xffd8, "\u00ff\u00fe\0\2".repeat(100_000), Arrays.copyOfRange(good, 2, good.length));
        add("JPEG with 100,000 comments", "image/jpeg", many, "damaged_image");
    }

    /** A TIFF's fields: 8 bits of grey in one strip. */
    private static int[] picture(int width, int height, int compression, int at, int bytes, int rows) {
        return new int[] {
            0x100,
            4,
            1,
            width,
            0x101,
            4,
            1,
            height,
            0x102,
            3,
            1,
            8,
            0x103,
            3,
            1,
            compression,
            0x106,
            3,
            1,
            1,
            0x111,
            4,
            1,
            at,
            0x116,
            4,
            1,
            rows,
            0x117,
            4,
            1,
            bytes
        };
    }

    private static byte[] bmp(int width, int height, int bits) {
        return Bytes.of(
                ByteOrder.LITTLE_ENDIAN, "BM", 70, 0, 54, 40, width, height, (short) 1, (short) bits, new byte[24]);
    }

    private static byte[] withText(byte[] jpeg, String text) {
        return ExifBuilder.insert(jpeg, 0xfe, Bytes.bigEndian(text));
    }

    private static byte[] jpeg(int width, int height) {
        return TestPhotos.jpeg(TestPhotos.quarters(width, height, BufferedImage.TYPE_3BYTE_BGR), 0.9f);
    }

    /** Where the frame header has the height, two bytes, and after it the width. */
    private static int sizeField(byte[] jpeg) {
        for (int i = 2; i < jpeg.length; i++) {
            if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xc0) {
                return i + 5;
            }
        }
        throw new AssertionError("no frame header");
    }

    private static byte[] resized(byte[] jpeg, int at, int width, int height) {
        byte[] resized = jpeg.clone();
        resized[at] = (byte) (height >> 8);
        resized[at + 1] = (byte) height;
        resized[at + 2] = (byte) (width >> 8);
        resized[at + 3] = (byte) width;
        return resized;
    }

    private void add(String name, String declared, byte[] bytes, String reason) {
        files.add(new HostileFile(name, declared, bytes, reason));
    }
}
