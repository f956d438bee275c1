package org.pgfiles.image;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.Raster;
import org.jspecify.annotations.Nullable;

/** From the colours of a camera or screen (a phone's Display P3, Adobe RGB) to sRGB, which a file without profile is. */
final class ColourProfile {
    private ColourProfile() {}

    /** The profile as an object; null for none, for one of other colours than the picture has, and for a broken one. */
    static @Nullable ICC_Profile of(byte @Nullable [] bytes, boolean isGrey) {
        if (bytes == null) {
            return null;
        }
        try {
            ICC_Profile profile = ICC_Profile.getInstance(bytes);
            return profile.getColorSpaceType() == (isGrey ? ColorSpace.TYPE_GRAY : ColorSpace.TYPE_RGB)
                    ? profile
                    : null;
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
        if (profile == null) {
            return image;
        }
        int w = image.getWidth();
        int h = image.getHeight();
        boolean hasAlpha = image.getColorModel().hasAlpha();
        BufferedImage opaque = hasAlpha ? unmultiplied(image) : image;
        Raster samples = profile.getNumComponents() == 1
                ? opaque.getRaster().createChild(0, 0, w, h, 0, 0, new int[] {0})
                : opaque.getRaster();
        try {
            ICC_Profile srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
            BufferedImage result = new BufferedImage(w, h, BufferedImage.TYPE_3BYTE_BGR);
            new ColorConvertOp(new ICC_Profile[] {profile, srgb}, null).filter(samples, result.getRaster());
            return hasAlpha ? withAlpha(result, image) : result;
        } catch (CMMException | IllegalArgumentException e) {
            return image;
        }
    }

    private static BufferedImage unmultiplied(BufferedImage image) {
        BufferedImage result = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        result.setRGB(0, 0, image.getWidth(), image.getHeight(), argb(image), 0, image.getWidth());
        return result;
    }

    private static BufferedImage withAlpha(BufferedImage colours, BufferedImage alpha) {
        BufferedImage result = new BufferedImage(alpha.getWidth(), alpha.getHeight(), alpha.getType());
        int[] from = argb(alpha);
        int[] pixels = argb(colours);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (pixels[i] & 0xffffff) | (from[i] & 0xff000000);
        }
        result.setRGB(0, 0, alpha.getWidth(), alpha.getHeight(), pixels, 0, alpha.getWidth());
        return result;
    }

    private static int[] argb(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
