package org.pgfiles.image;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
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
    static BufferedImage toSrgb(BufferedImage image, @Nullable ICC_Profile profile) {
        if (profile == null || image.getColorModel().hasAlpha()) {
            return image;
        }
        try {
            ICC_Profile srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
            BufferedImage result = new BufferedImage(image.getWidth(), image.getHeight(), image.getType());
            new ColorConvertOp(new ICC_Profile[] {profile, srgb}, null).filter(image.getRaster(), result.getRaster());
            return result;
        } catch (CMMException | IllegalArgumentException e) {
            return image;
        }
    }
}
