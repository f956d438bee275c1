package org.pgfiles.image;

import com.sun.jna.Library;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.NativeLongByReference;
import com.sun.jna.ptr.PointerByReference;

/**
 * What is used of libjpeg-turbo's TurboJPEG API, under its C names (turbojpeg.h, since 2.0). Functions that return a
 * number return 0, or -1 and a text from tjGetErrorStr2.
 */
interface TurboJpeg extends Library {
    /** The library's name for the loader: the version that has had this API from the first, and no -dev package. */
    String FILE = "libturbojpeg.so.0";

    /** TJPF_BGR. */
    int BGR = 1;

    /** TJSAMP_420: colours at half the resolution, as photos have them. */
    int HALF_COLOURS = 2;

    /** TJFLAG_PROGRESSIVE. */
    int PROGRESSIVE = 16384;

    /** TJERR_WARNING. */
    int WARNING = 0;

    Pointer tjInitDecompress();

    int tjDecompressHeader3(
            Pointer handle,
            Pointer jpeg,
            NativeLong bytes,
            IntByReference width,
            IntByReference height,
            IntByReference subsampling,
            IntByReference colourSpace);

    int tjDecompress2(
            Pointer handle,
            Pointer jpeg,
            NativeLong bytes,
            Pointer pixels,
            int width,
            int bytesPerRow,
            int height,
            int pixelFormat,
            int flags);

    Pointer tjInitCompress();

    /** Allocates the file, for {@link #tjFree}. */
    int tjCompress2(
            Pointer handle,
            byte[] pixels,
            int width,
            int bytesPerRow,
            int height,
            int pixelFormat,
            PointerByReference jpeg,
            NativeLongByReference bytes,
            int subsampling,
            int quality,
            int flags);

    void tjFree(Pointer memory);

    /** {@link #WARNING} after pixels that are only doubtful. Since 2.0. */
    int tjGetErrorCode(Pointer handle);

    String tjGetErrorStr2(Pointer handle);

    int tjDestroy(Pointer handle);
}
