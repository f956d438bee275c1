package org.pgfiles.image;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;

/** An image that the first of several back ends has opened, and that the next one takes where that one gives up. */
final class FallbackImage implements ImageFile {
    private final List<ImageBackend> backends;
    private final Function<ImageBackend, ImageFile> opener;
    private int next;
    private ImageFile image;

    private FallbackImage(List<ImageBackend> backends, Function<ImageBackend, ImageFile> opener) {
        this.backends = backends;
        this.opener = opener;
        this.image = openNext();
    }

    /**
     * The image as the first back end that opens it has it; fails as the last one does.
     *
     * @param backends one or more that can read its type
     */
    static ImageFile open(List<ImageBackend> backends, Function<ImageBackend, ImageFile> opener) {
        return new FallbackImage(backends, opener);
    }

    private ImageFile openNext() {
        while (true) {
            try {
                return opener.apply(backends.get(next++));
            } catch (PgfilesException e) {
                requireNext(e);
            }
        }
    }

    private void requireNext(PgfilesException e) {
        boolean isRefused = e.code() == ErrorCode.DAMAGED_MEDIA || e.code() == ErrorCode.UNSUPPORTED_MEDIA;
        if (!isRefused || next == backends.size()) {
            throw e;
        }
    }

    @Override
    public int width() {
        return image.width();
    }

    @Override
    public int height() {
        return image.height();
    }

    @Override
    public void requireAtMost(long maxPixels) {
        image.requireAtMost(maxPixels);
    }

    @Override
    public @Nullable String warning() {
        return image.warning();
    }

    @Override
    public DecodedImage decode(double scale, BooleanSupplier isStopped) {
        while (true) {
            try {
                return image.decode(scale, isStopped);
            } catch (PgfilesException e) {
                requireNext(e);
                int w = image.width();
                int h = image.height();
                image.close();
                image = openNext();
                if (image.width() != w || image.height() != h) {
                    throw e; // What was checked and computed is about another picture.
                }
            }
        }
    }

    @Override
    public void close() {
        image.close();
    }
}
