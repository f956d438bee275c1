package org.pgfiles.image;

import java.awt.color.ICC_Profile;
import org.jspecify.annotations.Nullable;

/**
 * Pixels as stored.
 *
 * @param profile the colours' profile; null if they are sRGB
 */
record DecodedImage(Pixels pixels, @Nullable ICC_Profile profile) {}
