package org.pgfiles.image;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import org.jspecify.annotations.Nullable;

/** From the colours of a camera or screen (a phone's Display P3, Adobe RGB) to sRGB, which a file without profile is. */
final class ColourProfile {
    private ColourProfile() {}

    /** The profile as an object; null for none, for one that is no RGB profile, and for a broken one. */
    static @Nullable ICC_Profile of(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return rgb(ICC_Profile.getInstance(bytes));
        } catch (IllegalArgumentException | CMMException e) {
            return null;
        }
    }

    /** The profile that a decoder found for itself, or null where its colours are sRGB already. */
    static @Nullable ICC_Profile of(BufferedImage image) {
        ColorSpace space = image.getColorModel().getColorSpace();
        return space instanceof ICC_ColorSpace icc && !space.isCS_sRGB() ? rgb(icc.getProfile()) : null;
    }

    private static @Nullable ICC_Profile rgb(ICC_Profile profile) {
        return profile.getColorSpaceType() == ColorSpace.TYPE_RGB ? profile : null;
    }

    /** The same picture in sRGB; unchanged without a profile or with one that cannot be applied. */
    static Pixels toSrgb(Pixels pixels, @Nullable ICC_Profile profile) {
        if (profile == null || pixels.hasAlpha()) {
            return pixels;
        }
        try {
            ICC_Profile srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
            Pixels result = Pixels.blank(pixels.width, pixels.height, 3);
            new ColorConvertOp(new ICC_Profile[] {profile, srgb}, null).filter(raster(pixels), raster(result));
            return result;
        } catch (CMMException | IllegalArgumentException e) {
            return pixels;
        }
    }

    private static WritableRaster raster(Pixels pixels) {
        DataBuffer buffer = new DataBufferByte(pixels.data, pixels.data.length);
        int[] redGreenBlue = {2, 1, 0};
        return Raster.createInterleavedRaster(
                buffer, pixels.width, pixels.height, pixels.width * 3, 3, redGreenBlue, null);
    }
}
