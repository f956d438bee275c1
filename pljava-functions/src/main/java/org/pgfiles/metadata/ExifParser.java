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
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pgfiles.PgfilesException;

/** The front door of this package: a file's EXIF. */
public final class ExifParser {
    private static final int MAX_ERRORS = 20;
    private static final int MAX_ERROR_CHARS = 200;

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
        ExifBlock block = ExifBlock.find(file, type);
        if (block == null) {
            return ExifData.empty(List.of());
        }
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
                moment(photo, gps),
                new ExifData.Camera(
                        TagText.of(main, ExifDirectoryBase.TAG_MAKE),
                        TagText.of(main, ExifDirectoryBase.TAG_MODEL),
                        TagText.of(photo, ExifDirectoryBase.TAG_LENS_MODEL)),
                new ExifData.Exposure(
                        positive(photo, ExifDirectoryBase.TAG_EXPOSURE_TIME),
                        positive(photo, ExifDirectoryBase.TAG_FNUMBER),
                        integer(photo, ExifDirectoryBase.TAG_ISO_EQUIVALENT, 1, 100_000_000),
                        positive(photo, ExifDirectoryBase.TAG_FOCAL_LENGTH)),
                integer(main, ExifDirectoryBase.TAG_ORIENTATION, 1, 8),
                RawTags.of(metadata),
                errors);
    }

    /** The instant by the camera's clock and time zone, or else by the satellites. */
    private static ExifData.Moment moment(@Nullable Directory photo, @Nullable GpsDirectory gps) {
        LocalDateTime local = TimeTags.local(photo);
        ZoneOffset offset = TimeTags.offset(photo);
        return new ExifData.Moment(
                local != null && offset != null ? local.toInstant(offset) : GpsTags.time(gps), local);
    }

    private static @Nullable Double positive(@Nullable Directory directory, int tag) {
        Double value = directory == null ? null : GpsTags.number(directory.getRational(tag));
        return value == null || value <= 0 ? null : value;
    }

    private static @Nullable Integer integer(@Nullable Directory directory, int tag, int min, int max) {
        Integer value = directory == null ? null : directory.getInteger(tag);
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
