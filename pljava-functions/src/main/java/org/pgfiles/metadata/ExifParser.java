package org.pgfiles.metadata;

import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.imaging.tiff.TiffReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pgfiles.PgfilesException;

/** The front door of this package: a file's EXIF. */
public final class ExifParser {
    private static final int MAX_ERRORS = 20;
    private static final int MAX_ERROR_CHARS = 200;

    /** Zones reach from -12 to +14 hours; a satellites' time further away is that of an old position. */
    private static final Duration MAX_APART = Duration.ofHours(15);

    /** Far beyond 4 billion seconds. */
    private static final int MAX_APEX = 32;

    /** RecommendedExposureIndex, StandardOutputSensitivity, ISOSpeed (Exif 2.32 section 4.6.5.E). */
    private static final int[] ISO_BEYOND = {0x8832, 0x8831, 0x8833};

    private ExifParser() {}

    /**
     * Reads a JPEG, TIFF, PNG, WebP, HEIC or AVIF file, or only its beginning as long as that holds the EXIF block. Never
     * fails: a file without EXIF gives an empty result, a broken one what could be read, and says so in the errors.
     */
    public static ExifData parse(byte[] file) {
        return parse(FileSource.of(file), TypeSniffer.sniff(file));
    }

    /**
     * The same for a file that need not be here as a whole.
     *
     * @param type as sniffed
     * @throws PgfilesException only what the source throws
     */
    public static ExifData parse(FileSource file, MediaType type) {
        MetadataBlocks blocks = MetadataBlocks.find(file, type);
        ExifData exif = ExifData.empty(List.of());
        for (ExifBlock block : blocks.exif()) {
            exif = parse(file, block);
            if (!exif.raw().isEmpty()) {
                break; // Some editors leave an empty block before the good one.
            }
        }
        ExifBlock text = blocks.text();
        byte[] bytes = text == null || !exif.raw().isEmpty() ? null : PngText.exif(file, text);
        if (bytes != null) {
            exif = parse(FileSource.of(bytes), new ExifBlock(0, bytes.length));
        }
        boolean saysLittle = exif.moment().local() == null && exif.position().latitude() == null;
        return saysLittle ? completed(exif, file, blocks) : exif;
    }

    /** From XMP and IPTC, which is all that some editors leave. */
    private static ExifData completed(ExifData exif, FileSource file, MetadataBlocks blocks) {
        ExifBlock xmpBlock = blocks.xmp();
        ExifBlock iptc = blocks.iptc();
        if (xmpBlock == null && iptc == null) {
            return exif;
        }
        XmpTags xmp = xmpBlock == null ? null : XmpTags.read(file, xmpBlock);
        TimeTags.Stamp stamp = xmp == null ? null : xmp.stamp();
        if (stamp == null && iptc != null) {
            stamp = IptcTags.stamp(file, iptc);
        }
        return new ExifData(
                xmp == null ? exif.position() : xmp.position(),
                stamp == null ? exif.moment() : moment(stamp, null),
                xmp == null || exif.camera().make() != null ? exif.camera() : xmp.camera(),
                exif.exposure(),
                exif.orientation(),
                exif.raw(),
                exif.errors());
    }

    private static ExifData parse(FileSource file, ExifBlock block) {
        Metadata metadata = new Metadata();
        List<String> errors = new ArrayList<>();
        try {
            new TiffReader().processTiff(new BudgetReader(file, block), new PhotoTiffHandler(metadata), 0);
        } catch (PgfilesException e) {
            throw e;
        } catch (TiffProcessingException | IOException e) {
            errors.add(String.valueOf(e.getMessage()));
        } catch (RuntimeException | StackOverflowError e) {
            errors.add("the EXIF block is damaged");
        }
        metadata.getDirectories().forEach(directory -> directory.getErrors().forEach(errors::add));
        return exif(metadata, bounded(errors));
    }

    private static ExifData exif(Metadata metadata, List<String> errors) {
        Directory main = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        Directory photo = metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
        GpsDirectory gps = metadata.getFirstDirectoryOfType(GpsDirectory.class);
        return new ExifData(
                GpsTags.position(gps),
                moment(TimeTags.stamp(photo, main), gps),
                new ExifData.Camera(
                        TagText.of(main, ExifDirectoryBase.TAG_MAKE),
                        TagText.of(main, ExifDirectoryBase.TAG_MODEL),
                        TagText.of(photo, ExifDirectoryBase.TAG_LENS_MODEL)),
                new ExifData.Exposure(
                        exposureTime(photo),
                        fNumber(photo),
                        iso(photo),
                        positive(photo, ExifDirectoryBase.TAG_FOCAL_LENGTH)),
                integer(main, ExifDirectoryBase.TAG_ORIENTATION, 1, 8),
                RawTags.of(metadata),
                errors);
    }

    /** The instant by the camera's clock and time zone, or else by the satellites. */
    private static ExifData.Moment moment(TimeTags.@Nullable Stamp stamp, @Nullable GpsDirectory gps) {
        if (stamp == null) {
            return new ExifData.Moment(GpsTags.time(gps), null);
        }
        ZoneOffset offset = stamp.offset();
        if (offset != null) {
            return new ExifData.Moment(stamp.local().toInstant(offset), stamp.local());
        }
        Instant time = GpsTags.time(gps);
        boolean isStale = time != null
                && Duration.between(time, stamp.local().toInstant(ZoneOffset.UTC))
                                .abs()
                                .compareTo(MAX_APART)
                        > 0;
        return new ExifData.Moment(isStale ? null : time, stamp.local());
    }

    /** Seconds; APEX units (Exif 2.32 annex C) where only those are there. */
    private static @Nullable Double exposureTime(@Nullable Directory photo) {
        Double time = positive(photo, ExifDirectoryBase.TAG_EXPOSURE_TIME);
        Double apex = photo == null ? null : GpsTags.number(photo.getRational(ExifDirectoryBase.TAG_SHUTTER_SPEED));
        return time != null || apex == null || Math.abs(apex) > MAX_APEX ? time : Double.valueOf(Math.pow(2, -apex));
    }

    private static @Nullable Double fNumber(@Nullable Directory photo) {
        Double number = positive(photo, ExifDirectoryBase.TAG_FNUMBER);
        Double apex = photo == null ? null : GpsTags.number(photo.getRational(ExifDirectoryBase.TAG_APERTURE));
        return number != null || apex == null || Math.abs(apex) > MAX_APEX
                ? number
                : Double.valueOf(Math.pow(2, apex / 2));
    }

    /** Of several values the first. 65535 says that the number is too large for this tag and stands in another. */
    private static @Nullable Integer iso(@Nullable Directory photo) {
        Integer iso = integer(photo, ExifDirectoryBase.TAG_ISO_EQUIVALENT, 1, 100_000_000);
        if (photo == null || iso == null || iso != 65_535) {
            return iso;
        }
        for (int tag : ISO_BEYOND) {
            Integer more = integer(photo, tag, 1, 100_000_000);
            if (more != null) {
                return more;
            }
        }
        return iso;
    }

    private static @Nullable Double positive(@Nullable Directory directory, int tag) {
        Double value = directory == null ? null : GpsTags.number(directory.getRational(tag));
        return value == null || value <= 0 ? null : value;
    }

    private static @Nullable Integer integer(@Nullable Directory directory, int tag, int min, int max) {
        Object first = directory == null ? null : directory.getObject(tag);
        boolean isList = first instanceof int[] || first instanceof short[] || first instanceof long[];
        int[] list = isList && directory != null ? directory.getIntArray(tag) : null;
        Integer value = list != null && list.length > 0
                ? Integer.valueOf(list[0])
                : directory == null ? null : directory.getInteger(tag);
        return value == null || value < min || value > max ? null : value;
    }

    private static List<String> bounded(List<String> errors) {
        return errors.stream()
                .distinct()
                .limit(MAX_ERRORS)
                .map(TagText::clean)
                .map(e -> e == null ? "" : TagText.cut(e, MAX_ERROR_CHARS))
                .toList();
    }
}
