package org.pgfiles.image;

import com.sun.jna.Library;

/** What is used of libheif, which libvips calls for HEIC and AVIF: the codecs behind it are plug-ins and may be absent. */
interface Heif extends Library {
    String FILE = "libheif.so.1";

    /** heif_compression_HEVC. */
    int HEVC = 1;

    /** heif_compression_AV1. */
    int AV1 = 4;

    int heif_have_decoder_for_format(int format);

    int heif_have_encoder_for_format(int format);
}
