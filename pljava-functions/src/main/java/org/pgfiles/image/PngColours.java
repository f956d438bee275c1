package org.pgfiles.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** What a PNG says of its colours before its pixels; the JDK's decoder looks at none of it. */
final class PngColours {
    private static final int MAX_PROFILE_BYTES = 4 << 20;

    /** A photo has below 20 chunks before its pixels. */
    private static final int MAX_CHUNKS = 1000;

    /** 1 / 2.2, which is what old programs write for sRGB. */
    private static final double USUAL_GAMMA = 0.45455;

    private final byte[] file;
    private final ByteBuffer bytes;
    private final boolean isGrey;

    private PngColours(byte[] file) {
        this.file = file;
        this.bytes = ByteBuffer.wrap(file);
        this.isGrey = (file[25] & 2) == 0;
    }

    /**
     * The profile, or null for sRGB. The first that is there counts (PNG third edition, section 4.3): cICP, iCCP, sRGB, and
     * then gAMA and cHRM together.
     */
    static @Nullable ICC_Profile of(byte[] file) {
        return file.length < 33 ? null : new PngColours(file).profile();
    }

    private @Nullable ICC_Profile profile() {
        int coded = chunk("cICP");
        if (coded >= 0 && length(coded) >= 4) {
            return coded(file[coded + 8], file[coded + 9]);
        }
        int embedded = chunk("iCCP");
        if (embedded >= 0) {
            ICC_Profile profile = ColourProfile.of(inflated(embedded), isGrey);
            if (profile != null) {
                return profile;
            }
        }
        return chunk("sRGB") >= 0 ? null : measured();
    }

    /** ITU-T H.273: 1, 9 and 12 are primaries that have a profile here; of the curves, those that are no HDR. */
    private @Nullable ICC_Profile coded(int primaries, int curve) {
        double gamma =
                switch (curve) {
                    case 4 -> 2.2;
                    case 5 -> 2.8;
                    case 8 -> 1;
                    default -> MatrixProfile.SRGB_CURVE;
                };
        double[] places =
                switch (primaries) {
                    case 9 -> MatrixProfile.BT2020;
                    case 12 -> MatrixProfile.DISPLAY_P3;
                    default -> MatrixProfile.SRGB;
                };
        boolean isSrgb = gamma == MatrixProfile.SRGB_CURVE && (isGrey || places == MatrixProfile.SRGB);
        return isSrgb ? null : made(places, gamma);
    }

    private @Nullable ICC_Profile measured() {
        int gammaAt = chunk("gAMA");
        int placesAt = chunk("cHRM");
        double written = gammaAt >= 0 && length(gammaAt) >= 4 ? bytes.getInt(gammaAt + 8) / 1e5 : USUAL_GAMMA;
        boolean isUsual = written <= 0.01 || Math.abs(written - USUAL_GAMMA) < 0.03;
        double[] places = MatrixProfile.SRGB.clone();
        for (int i = 0; placesAt >= 0 && length(placesAt) >= 32 && i < 8; i++) {
            places[i] = bytes.getInt(placesAt + 8 + 4 * i) / 1e5;
        }
        boolean isSrgb = true;
        for (int i = 0; i < places.length; i++) {
            isSrgb &= isGrey || Math.abs(places[i] - MatrixProfile.SRGB[i]) < 0.005;
        }
        return isUsual && isSrgb ? null : made(places, isUsual ? MatrixProfile.SRGB_CURVE : 1 / written);
    }

    private @Nullable ICC_Profile made(double[] places, double gamma) {
        return isGrey ? MatrixProfile.ofGrey(gamma) : MatrixProfile.ofColours(places, gamma);
    }

    /** Where a chunk begins that stands before the pixels, or -1. */
    private int chunk(String name) {
        long at = 8;
        for (int i = 0; i < MAX_CHUNKS && at + 12 <= file.length; i++) {
            String found = new String(file, (int) at + 4, 4, ISO_8859_1);
            long end = at + 12 + (bytes.getInt((int) at) & 0xffffffffL);
            if (found.equals(name) && end <= file.length) {
                return (int) at;
            }
            if (found.equals("IDAT")) {
                return -1;
            }
            at = end;
        }
        return -1;
    }

    private int length(int chunk) {
        return bytes.getInt(chunk);
    }

    /** A name of up to 79 bytes, a zero, the method, and the profile. */
    private byte @Nullable [] inflated(int chunk) {
        int end = chunk + 8 + length(chunk);
        int at = chunk + 8;
        while (at < end && file[at] != 0) {
            at++;
        }
        if (at + 2 >= end) {
            return null;
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(file, at + 2, end - at - 2);
            byte[] profile = new byte[4096];
            int size = 0;
            for (int count = 1; count > 0 && size < MAX_PROFILE_BYTES; size += count) {
                profile = size == profile.length ? Arrays.copyOf(profile, 2 * size) : profile;
                count = inflater.inflate(profile, size, profile.length - size);
            }
            return inflater.finished() ? Arrays.copyOf(profile, size) : null;
        } catch (DataFormatException e) {
            return null;
        } finally {
            inflater.end();
        }
    }
}
