package org.pgfiles.image;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pgfiles.metadata.MediaType;

/** The front door of this package: one image in, all its variants out, decoded once. */
public final class Thumbnails {
    private Thumbnails() {}

    /**
     * One variant, encoded.
     *
     * @param index its place in the list of wishes
     * @param format what was written: the wish, or JPEG where no back end can write that
     * @param bytes the encoded file
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on at once, never compared.
    public record Thumbnail(int index, OutputFormat format, byte[] bytes, int width, int height) {}

    /**
     * What became of an image.
     *
     * @param width pixels, upright
     * @param height pixels, upright
     * @param thumbnails in the order of the wishes
     * @param warning what is odd about the file, in words for its owner; null if nothing is
     * @param decodeNanos time for reading the pixels
     * @param scaleNanos time for scaling, turning and encoding
     */
    public record Result(
            int width,
            int height,
            List<Thumbnail> thumbnails,
            @Nullable String warning,
            long decodeNanos,
            long scaleNanos) {
        /** The same, which is odd for one reason more. */
        public Result withWarning(String words) {
            String all = warning == null ? words : warning + "; " + words;
            return new Result(width, height, thumbnails, all, decodeNanos, scaleNanos);
        }
    }

    /**
     * Makes all variants of an image. The size in the header is checked before anything is decoded; without wishes nothing
     * is.
     *
     * @param backends what reads and writes files
     * @param file the whole file
     * @param type as sniffed
     * @param orientation EXIF's, 1 to 8
     * @param maxPixels refuse an image with more
     * @param isStopped asked while working; when it says true, the work ends with an error
     * @throws org.pgfiles.PgfilesException TOO_LARGE, DAMAGED_MEDIA, UNSUPPORTED_MEDIA
     */
    public static Result make(
            Backends backends,
            byte[] file,
            MediaType type,
            int orientation,
            long maxPixels,
            List<VariantSpec> requested,
            BooleanSupplier isStopped) {
        List<VariantSpec> wishes = requested.stream()
                .map(wish -> wish.withFormat(backends.writable(wish.format())))
                .toList();
        int turn = Orientation.isObeyedByDecoders(type) ? 1 : orientation;
        try (ImageFile image = backends.open(file, type, isStopped)) {
            image.requireAtMost(maxPixels);
            boolean isTurned = Orientation.isTurned(turn);
            int width = isTurned ? image.height() : image.width();
            int height = isTurned ? image.width() : image.height();
            long start = System.nanoTime();
            if (wishes.isEmpty()) {
                return new Result(width, height, List.of(), image.warning(), 0, 0);
            }
            VariantScaler scaler = new VariantScaler(image, wishes, turn, isStopped);
            long decodedAt = System.nanoTime();
            List<Thumbnail> thumbnails = scaled(backends, scaler, wishes);
            return new Result(
                    width, height, thumbnails, image.warning(), decodedAt - start, System.nanoTime() - decodedAt);
        }
    }

    /** From the largest to the smallest, because each is made from what is left of the one before. */
    private static List<Thumbnail> scaled(Backends backends, VariantScaler scaler, List<VariantSpec> wishes) {
        List<Thumbnail> thumbnails = new ArrayList<>(wishes.size());
        IntStream.range(0, wishes.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> scaler.scale(wishes.get(i)))
                        .reversed())
                .forEach(i -> {
                    VariantSpec wish = wishes.get(i);
                    BufferedImage image = wish.marked(scaler.make(wish));
                    byte[] bytes = backends.encode(image, wish.format(), wish.quality());
                    thumbnails.add(new Thumbnail(i, wish.format(), bytes, image.getWidth(), image.getHeight()));
                });
        thumbnails.sort(Comparator.comparingInt(Thumbnail::index));
        return thumbnails;
    }
}
