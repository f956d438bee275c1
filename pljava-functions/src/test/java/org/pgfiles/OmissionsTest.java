package org.pgfiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What stands in several places is added on purpose, and one place after the other forgotten: then the compiler or a test must
 * say where something is missing, and nothing may once all is there. What is added is made up. The places of EXIF fields in SQL
 * are forgotten by tests/pgtap/60_registered.sql.
 */
class OmissionsTest {
    private final Path folder;

    OmissionsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /**
     * A place where something has to be added.
     *
     * @param before the first line that has this text comes after it
     * @param complaint what is said without it; empty if it is the thing itself, without which the rest makes no sense
     */
    private record Place(String file, String before, String line, String complaint) {}

    @TestFactory
    Stream<DynamicTest> jobKind() {
        return omissions(
                "worker",
                List.of("worker.JobKindTest", "worker.BatchPageTest"),
                new Place("worker/JobKind.java", "NO_OP;", "COPY_TWICE,", ""),
                new Place(
                        "worker/Job.java",
                        "/** Nothing:",
                        "record CopyTwice(String bucket) implements Job {\n/* run */ }",
                        ""),
                new Place(
                        "worker/Job.java",
                        "/* run */",
                        "public @Nullable Reason run(Workbench bench) { return null; }",
                        "Job.java: org.pgfiles.worker.Job.CopyTwice is not abstract and does not override abstract method run"),
                new Place(
                        "worker/JobReader.java",
                        "case NO_OP",
                        "case COPY_TWICE -> new Job.CopyTwice(job.text(\"bucket\"));",
                        "JobReader.java: the switch expression does not cover all possible input values"),
                new Place(
                        "sql/26_file/job_kinds.sql",
                        "end;",
                        "-- ,copy_twice",
                        "sql/26_file/job_kinds.sql has the kinds of JobKind"),
                new Place(
                        "sql/60_worker/finish_work.sql",
                        "when 'no_op'",
                        "when 'copy_twice' then null;",
                        "sql/60_worker/finish_work.sql has a case for each kind"),
                new Place(
                        "docs/reference/worker-batch.md",
                        "| `no_op`",
                        "| `copy_twice` | copies | |",
                        "docs/reference/worker-batch.md has a line for each kind"));
    }

    @TestFactory
    Stream<DynamicTest> fieldOfTheBatch() {
        return omissions(
                "worker",
                List.of("worker.BatchPageTest"),
                new Place("worker/Report.java", "result.putAll", "result.put(\"colour\", null);", ""),
                new Place(
                        "docs/reference/worker-batch.md",
                        "A field that was not found out",
                        "`colour`",
                        "worker-batch.md, Out: a field that Report has"));
    }

    @TestFactory
    Stream<DynamicTest> mediaType() {
        String cover = ": the switch expression does not cover all possible input values";
        return omissions(
                "metadata image worker sql",
                List.of("metadata.MediaTypeTest"),
                new Place("metadata/MediaType.java", "PDF(", "JXL(\"image/jxl\", \"jxl\", true),", ""),
                new Place(
                        "metadata/TypeSniffer.java",
                        "} else if (isTiff",
                        "} else if (starts(head, 0, \"JXL\")) { return MediaType.JXL;",
                        "a case of TypeSniffer.sniff returns it"),
                new Place("metadata/Stripper.java", "case GIF", "case JXL -> file;", "Stripper.java" + cover),
                new Place(
                        "metadata/MetadataBlocks.java",
                        "case HEIC",
                        "case JXL -> () -> {};",
                        "MetadataBlocks.java" + cover),
                new Place("image/Orientation.java", "case HEIC", "case JXL -> true;", "Orientation.java" + cover),
                new Place("image/Readers.java", "case HEIC", "case JXL -> true;", "Readers.java" + cover),
                new Place("worker/ImageNeed.java", "case GIF", "case JXL -> 1;", "ImageNeed.java" + cover),
                new Place(
                        "sql/26_file/file_extension.sql",
                        "else 'bin'",
                        "when 'image/jxl' then 'jxl'",
                        "sql/26_file/file_extension.sql has the types of MediaType"),
                new Place(
                        "sql/26_file/stripped_key.sql",
                        "and file_type in (",
                        "-- and file_type in ('image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/jxl')",
                        "sql/26_file/stripped_key.sql has the types that MediaType says can be stripped"));
    }

    @TestFactory
    Stream<DynamicTest> formatOfVariants() {
        return omissions(
                "image worker",
                List.of("image.VariantSpecTest"),
                new Place(
                        "image/OutputFormat.java",
                        "/** Lossy, with transparency. */",
                        "BMP(MediaType.BMP, false),",
                        ""),
                new Place("image/OutputFormat.java", "case \"png\"", "case \"bmp\" -> BMP;", "format: bmp"),
                new Place(
                        "sql/30_tables/variant_spec.sql",
                        "    format text",
                        "-- check (format in ('jpeg', 'png', 'webp', 'avif', 'bmp'))",
                        "sql/30_tables/variant_spec.sql allows the formats of OutputFormat"));
    }

    @TestFactory
    Stream<DynamicTest> exifField() {
        return omissions(
                "metadata",
                List.of("metadata.ExifDataTest"),
                new Place(
                        "metadata/ExifData.java",
                        "        @Nullable Integer orientation,",
                        "@Nullable String serial,",
                        ""),
                new Place(
                        "metadata/ExifData.java",
                        "    /** A file without EXIF",
                        "ExifData(Position p, Moment m, Camera c, Exposure e, Integer o, Map<String, String> r, List<String> x) {"
                                + " this(p, m, c, e, null, o, r, x); }",
                        "ExifParser.java: constructor ExifData in record"),
                new Place(
                        "metadata/ExifData.java",
                        "map.put(\"exposure_time\"",
                        "map.put(\"lens_serial\", serial);",
                        "ExifData.toMap has each component"),
                new Place(
                        "sql/10_types/exif.sql",
                        "    exposure_time",
                        "    lens_serial text,",
                        "sql/10_types/exif.sql has the fields of ExifData.toMap"));
    }

    @TestFactory
    Stream<DynamicTest> statusReason() {
        return omissions(
                "worker",
                List.of("worker.ReasonTest"),
                new Place(
                        "worker/Reason.java",
                        "SIZE_MISMATCH",
                        "ENCRYPTED(Outcome.REJECTED),",
                        "what sql/30_tables/status_reason.sql lists is given somewhere"),
                new Place(
                        "sql/30_tables/status_reason.sql",
                        "    ('aborted'",
                        "    ('encrypted', 'rejected', 'it is'),",
                        "sql/30_tables/status_reason.sql has a row for each Reason"));
    }

    @TestFactory
    Stream<DynamicTest> statusReasonOfSql() {
        return omissions(
                "worker",
                List.of("worker.ReasonTest"),
                new Place(
                        "sql/26_file/mark_aborted.sql",
                        "set status = 'rejected'",
                        "    -- status_reason = 'withdrawn'",
                        "what sql/30_tables/status_reason.sql lists is given somewhere"),
                new Place(
                        "sql/30_tables/status_reason.sql",
                        "    ('aborted'",
                        "    ('withdrawn', 'rejected', 'it is'),",
                        "sql/30_tables/status_reason.sql has a row for each status_reason that a function gives"));
    }

    @TestFactory
    Stream<DynamicTest> errorCode() {
        return omissions(
                ". worker",
                List.of("ErrorCodeTest"),
                new Place("ErrorCode.java", "/** A mistake of ours;", "STORE_FULL,", ""),
                new Place(
                        "worker/JobRun.java",
                        "case TOO_LARGE",
                        "case STORE_FULL -> Reason.STORE_UNAVAILABLE;",
                        "JobRun.java: the switch expression does not cover all possible input values"),
                new Place(
                        "sql/30_tables/error.sql",
                        "    ('not_allowed'",
                        "    ('store_full', 'PT503', 503, 'Object store full', 'it is'),",
                        "sql/30_tables/error.sql has a row for each ErrorCode"));
    }

    /** All places, and then all but one, for each that something should be said of. */
    private Stream<DynamicTest> omissions(String packages, List<String> tests, Place... places) {
        Stream<DynamicTest> complete =
                Stream.of(dynamicTest("complete", () -> assertThat(complaints(packages, tests, List.of(places)))
                        .isEmpty()));
        Stream<DynamicTest> incomplete = IntStream.range(0, places.length)
                .filter(i -> !places[i].complaint.isEmpty())
                .mapToObj(i -> dynamicTest("without its place in " + places[i].file, () -> {
                    List<Place> others = new ArrayList<>(List.of(places));
                    others.remove(i);
                    assertThat(complaints(packages, tests, others)).contains(places[i].complaint);
                }));
        return Stream.concat(complete, incomplete);
    }

    private String complaints(String packages, List<String> tests, List<Place> places) throws Exception {
        ChangedProject project = new ChangedProject(folder);
        for (Place place : places) {
            project.insert(place.file, place.before, place.line);
        }
        String errors = project.compile(packages);
        return errors.isEmpty() ? project.test(tests) : errors;
    }
}
