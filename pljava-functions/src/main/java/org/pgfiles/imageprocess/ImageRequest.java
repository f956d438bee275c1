package org.pgfiles.imageprocess;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pgfiles.image.Fit;
import org.pgfiles.image.Focus;
import org.pgfiles.image.OutputFormat;
import org.pgfiles.image.VariantSpec;
import org.pgfiles.image.Watermark;
import org.pgfiles.metadata.MediaType;

/**
 * What {@link org.pgfiles.image.Thumbnails#make} is told. As bytes, in the order of {@link DataOutputStream}: type, orientation, greatest
 * number of pixels; how many variants, and of each width, height, fit, format, quality, focus, and whether there is a watermark,
 * which is its length, its PNG, position, opacity, scale; the rest is the file. A request of no bytes asks which back ends are there.
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on at once, never compared.
record ImageRequest(byte[] file, MediaType type, int orientation, long maxPixels, List<VariantSpec> variants) {
    /** Two parts, so that the file need not be copied. */
    List<byte[]> parts() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(type.name());
            out.writeInt(orientation);
            out.writeLong(maxPixels);
            out.writeInt(variants.size());
            for (VariantSpec variant : variants) {
                write(variant, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // It writes to memory.
        }
        return List.of(bytes.toByteArray(), file);
    }

    private static void write(VariantSpec variant, DataOutputStream out) throws IOException {
        out.writeInt(variant.width());
        out.writeInt(variant.height());
        out.writeUTF(variant.fit().name());
        out.writeUTF(variant.format().name());
        out.writeInt(variant.quality());
        out.writeDouble(variant.focus().x());
        out.writeDouble(variant.focus().y());
        Watermark watermark = variant.watermark();
        out.writeBoolean(watermark != null);
        if (watermark != null) {
            Watermark.Description description = watermark.description();
            out.writeInt(description.png().length);
            out.write(description.png());
            out.writeUTF(description.position());
            out.writeDouble(description.opacity());
            out.writeDouble(description.scale());
        }
    }

    /** @param watermarks makes a watermark, or knows one that it has made before */
    static ImageRequest read(byte[] message, Function<Watermark.Description, Watermark> watermarks) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(message));
        MediaType type = MediaType.valueOf(in.readUTF());
        int orientation = in.readInt();
        long maxPixels = in.readLong();
        List<VariantSpec> variants = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            variants.add(variant(in, watermarks));
        }
        return new ImageRequest(in.readAllBytes(), type, orientation, maxPixels, variants);
    }

    private static VariantSpec variant(DataInputStream in, Function<Watermark.Description, Watermark> watermarks)
            throws IOException {
        int width = in.readInt();
        int height = in.readInt();
        Fit fit = Fit.valueOf(in.readUTF());
        OutputFormat format = OutputFormat.valueOf(in.readUTF());
        int quality = in.readInt();
        Focus focus = new Focus(in.readDouble(), in.readDouble());
        @Nullable Watermark watermark = in.readBoolean() ? watermarks.apply(watermark(in)) : null;
        return new VariantSpec(width, height, fit, format, quality, watermark, focus);
    }

    private static Watermark.Description watermark(DataInputStream in) throws IOException {
        byte[] png = in.readNBytes(in.readInt());
        return new Watermark.Description(png, in.readUTF(), in.readDouble(), in.readDouble());
    }
}
