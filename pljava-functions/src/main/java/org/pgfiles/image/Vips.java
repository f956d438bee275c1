package org.pgfiles.image;

import com.sun.jna.Library;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.NativeLongByReference;
import com.sun.jna.ptr.PointerByReference;

/**
 * What is used of libvips, under its C names (vips.h, 8.13 and later). Functions that return a number return 0, or another one
 * after an error. Options are names and values in turn; JNA adds the null that ends them.
 */
interface Vips extends Library {
    /** The library's name for the loader: the version that has had this interface since 2015. */
    String FILE = "libvips.so.42";

    /** VIPS_FORMAT_UCHAR. */
    int BYTES = 0;

    /** VIPS_INTERPRETATION_sRGB. */
    int SRGB = 22;

    /** VIPS_SIZE_FORCE: exactly the given width and height. */
    int FORCE = 3;

    /** VIPS_FAIL_ON_TRUNCATED. */
    int TRUNCATED = 1;

    /** VIPS_FOREIGN_HEIF_COMPRESSION_AV1. */
    int AV1 = 4;

    /** Sets a variable of the environment. */
    int g_setenv(String name, String value, int isReplaced);

    int vips_init(String program);

    String vips_version_string();

    void vips_concurrency_set(int threads);

    void vips_cache_set_max(int operations);

    /** Blocks the loaders that their authors do not trust with hostile files. */
    void vips_block_untrusted_set(int isBlocked);

    void vips_error_clear();

    /** Reads the header only. */
    Pointer vips_image_new_from_buffer(Pointer file, NativeLong bytes, String options, Object... more);

    Pointer vips_image_new_from_memory_copy(
            byte[] samples, NativeLong bytes, int width, int height, int bands, int format);

    int vips_image_get_width(Pointer image);

    int vips_image_get_height(Pointer image);

    int vips_image_get_bands(Pointer image);

    /** 0 if the image has no field of this name. */
    NativeLong vips_image_get_typeof(Pointer image, String field);

    int vips_thumbnail_buffer(Pointer file, NativeLong bytes, PointerByReference image, int width, Object... options);

    int vips_colourspace(Pointer image, PointerByReference result, int space, Object... options);

    int vips_copy(Pointer image, PointerByReference result, Object... options);

    Pointer vips_image_write_to_memory(Pointer image, NativeLongByReference bytes);

    int vips_webpsave_buffer(Pointer image, PointerByReference file, NativeLongByReference bytes, Object... options);

    int vips_heifsave_buffer(Pointer image, PointerByReference file, NativeLongByReference bytes, Object... options);

    void g_object_unref(Pointer object);

    void g_free(Pointer memory);
}
