package org.pgfiles.image;

import java.util.function.BooleanSupplier;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.event.IIOReadWarningListener;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;

/** Ends a decoder when nobody waits for it any more, and hears when it makes up pixels that the file does not have. */
final class DecoderWatch implements IIOReadProgressListener, IIOReadWarningListener {
    private final BooleanSupplier isStopped;
    private boolean wasStopped;
    private boolean isTruncated;

    DecoderWatch(BooleanSupplier isStopped) {
        this.isStopped = isStopped;
    }

    /** After decoding: the picture is all there, or an error is thrown. */
    void requireWhole() {
        if (wasStopped) {
            throw Stop.stopped();
        }
        if (isTruncated) {
            throw new PgfilesException(
                    ErrorCode.DAMAGED_MEDIA, "the file ends before the image does", "upload the image again");
        }
    }

    /** The JPEG library fills what is missing with grey and only warns ("Premature end of JPEG file"). */
    @Override
    public void warningOccurred(ImageReader source, String warning) {
        isTruncated |= warning.contains("remature end") || warning.contains("runcated");
    }

    @Override
    public void imageProgress(ImageReader source, float percentageDone) {
        if (isStopped.getAsBoolean()) {
            wasStopped = true;
            source.abort();
        }
    }

    @Override
    public void readAborted(ImageReader source) {
        wasStopped = true;
    }

    @Override
    public void sequenceStarted(ImageReader source, int minIndex) {}

    @Override
    public void sequenceComplete(ImageReader source) {}

    @Override
    public void imageStarted(ImageReader source, int imageIndex) {}

    @Override
    public void imageComplete(ImageReader source) {}

    @Override
    public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

    @Override
    public void thumbnailProgress(ImageReader source, float percentageDone) {}

    @Override
    public void thumbnailComplete(ImageReader source) {}
}
