package org.pgfiles.worker;

import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pgfiles.PgfilesException;
import org.pgfiles.image.Watermark;
import org.pgfiles.json.JsonFields;

/** The watermarks of a batch by name, each decoded when a job first asks for it. */
final class Watermarks {
    private final Map<String, JsonFields> described;
    private final Map<String, Watermark> decoded = new ConcurrentHashMap<>();

    Watermarks(JsonFields batch) {
        this.described = batch.objects("watermarks");
    }

    /**
     * The watermark of this name.
     *
     * @throws Rejection WATERMARK_UNUSABLE: a picture that should bear one is never made without
     */
    Watermark get(String name) {
        return decoded.computeIfAbsent(name, this::decode);
    }

    private Watermark decode(String name) {
        JsonFields watermark = described.get(name);
        if (watermark == null) {
            throw new Rejection(Reason.WATERMARK_UNUSABLE, "no watermark " + name);
        }
        String position = watermark.textOrNull("position");
        try {
            return Watermark.of(
                    Base64.getMimeDecoder().decode(watermark.text("image")),
                    position == null ? "bottom_right" : position,
                    watermark.decimal("opacity", 0.5),
                    watermark.decimal("scale", 0.25));
        } catch (PgfilesException e) {
            throw new Rejection(Reason.WATERMARK_UNUSABLE, "watermark " + name + ": " + e.detail());
        } catch (IllegalArgumentException e) {
            throw new Rejection(Reason.WATERMARK_UNUSABLE, "watermark " + name + ": this is no base64");
        }
    }
}
