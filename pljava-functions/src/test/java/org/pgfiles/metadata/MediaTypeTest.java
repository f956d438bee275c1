package org.pgfiles.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.Sources;

class MediaTypeTest {
    @ParameterizedTest
    @CsvSource({
        "image/jpg, JPEG, true",
        "IMAGE/JPEG; q=1, JPEG, true",
        "image/heif, HEIC, true",
        "image/heic, HEIF, true",
        "text/csv, TEXT, true",
        "application/zip, UNKNOWN, true",
        "image/png, JPEG, false",
        "image/jpeg, TEXT, false",
        "application/octet-stream, JPEG, false",
        "image/apng, PNG, true",
        "image/x-tiff, TIFF, true",
        "image/svg+xml, TEXT, true",
        "image/jp2, UNKNOWN, true",
        "image/x-adobe-dng, TIFF, true",
        "image/jp2, JPEG, false",
        "image/x-adobe-dng, PNG, false",
        "application/zip, TIFF, false",
        "application/pdf, UNKNOWN, false",
        "text/plain, PDF, false",
        "video/mp4, TEXT, false",
        "video/mp4, UNKNOWN, false",
        "video/mp4, WEBM, false",
        "video/mp4, QUICKTIME, true",
        "video/quicktime, MP4, true",
        "video/x-m4v, MP4, true",
        "video/x-matroska, WEBM, true",
        "audio/mp4, MP4, true",
        "audio/webm, WEBM, true",
        "video/x-msvideo, UNKNOWN, true",
        "video/x-msvideo, MP4, false",
        "image/jpeg, MP4, false"
    })
    void agreesWith_declared_isWhetherTheBytesMayBeIt(String declared, MediaType sniffed, boolean expected) {
        assertThat(sniffed.agreesWith(declared)).isEqualTo(expected);
    }

    @Test
    void sniff_allTypes_areFoundByTheirBytes() {
        assertThat(MediaType.values())
                .as("a case of TypeSniffer.sniff returns it")
                .allMatch(type -> Sources.read("pljava-functions/src/main/java/org/pgfiles/metadata/TypeSniffer.java")
                        .matches("(?s).*MediaType." + type.name() + "\\b.*"));
    }

    @Test
    void isStrippable_allTypes_isWhatStripperCan() {
        for (MediaType type : MediaType.values()) {
            PgfilesException e =
                    catchThrowableOfType(PgfilesException.class, () -> Stripper.strip(new byte[0], type, 1));
            assertThat(e == null || e.code() != ErrorCode.UNSUPPORTED_MEDIA)
                    .as("%s: Stripper.strip has a stripper for it", type)
                    .isEqualTo(type.isStrippable());
        }
    }

    @Test
    void extension_allTypes_isThatOfSql() {
        assertThat(pairs("when '(\\S+)' then '(\\w+)'", "sql/26_file/file_extension.sql"))
                .as("sql/26_file/file_extension.sql has the types of MediaType and their extensions")
                .isEqualTo(Arrays.stream(MediaType.values())
                        .filter(type -> !type.extension().equals("bin"))
                        .collect(Collectors.toMap(MediaType::type, MediaType::extension)));
    }

    @Test
    void isStrippable_allTypes_isThatOfSql() {
        String list = Sources.findAll("file_type in \\(([^)]*)\\)", Sources.read("sql/26_file/stripped_key.sql"))
                .get(0);

        assertThat(Sources.findAll("'([^']+)'", list))
                .as("sql/26_file/stripped_key.sql has the types that MediaType says can be stripped")
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(MediaType.values())
                        .filter(MediaType::isStrippable)
                        .map(MediaType::type)
                        .toList());
    }

    @Test
    void isVideo_allTypes_areThoseOfSql() {
        assertThat(Sources.findAll("'(video/[^']+)'", Sources.read("sql/26_file/has_pictures.sql")))
                .as("sql/26_file/has_pictures.sql has the videos of MediaType")
                .containsExactlyElementsOf(Arrays.stream(MediaType.values())
                        .filter(MediaType::isVideo)
                        .map(MediaType::type)
                        .toList());
    }

    @Test
    void aliases_allTypes_areThoseOfSql() {
        Map<String, String> known = new LinkedHashMap<>();
        Map<String, String> names = new LinkedHashMap<>();
        for (MediaType type : MediaType.values()) {
            type.aliases().forEach(alias -> known.put(alias, type.type()));
            if (!type.aliases().isEmpty()) {
                names.put(type.type(), type.type() + "," + String.join(",", type.aliases()));
            }
        }

        assertThat(pairs("when '(\\S+)' then '(\\S+)'", "sql/26_file/normal_file_type.sql"))
                .as("sql/26_file/normal_file_type.sql has the aliases of MediaType")
                .isEqualTo(known);
        assertThat(pairs("when '(\\S+)'\\s+then '\\{([^}]*)\\}'", "sql/24_limit/type_names.sql"))
                .as("sql/24_limit/type_names.sql has the aliases of MediaType")
                .isEqualTo(names);
    }

    @Test
    void extension_allTypes_isOneThatSqlKnows() {
        Map<String, String> endings = pairs("when '(\\w+)'\\s+then '(\\S+)'", "sql/26_file/type_of_name.sql");

        assertThat(Arrays.stream(MediaType.values())
                        .filter(type -> !type.extension().equals("bin")))
                .as("sql/26_file/type_of_name.sql has the extensions of MediaType")
                .allMatch(type -> type.type().equals(endings.get(type.extension())));
    }

    /** Lines of a function that are written so, strings that go over several lines in one. */
    private static Map<String, String> pairs(String pattern, String path) {
        Map<String, String> found = new LinkedHashMap<>();
        Sources.find(pattern, Sources.read(path).replaceAll("'\\s+'", ""))
                .forEach(line -> found.put(line.group(1), line.group(2)));
        return found;
    }

    @Test
    void type_allTypes_areLiteralsNowhereElse() {
        String literals =
                Arrays.stream(MediaType.values()).map(MediaType::type).collect(Collectors.joining("|", "\"(", ")\""));
        String own = Sources.read("pljava-functions/src/main/java/org/pgfiles/metadata/MediaType.java");
        // It uses no other package.
        String signing = Sources.readAll("pljava-functions/src/main/java/org/pgfiles/signing", ".java");

        assertThat(Sources.findAll(literals, Sources.readAll("pljava-functions/src/main/java", ".java")))
                .as("a content type is a text in MediaType only")
                .hasSameSizeAs(Sources.findAll(literals, own + signing));
    }
}
