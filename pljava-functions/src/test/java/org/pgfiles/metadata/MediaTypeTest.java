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
        "application/pdf, UNKNOWN, false",
        "text/plain, PDF, false"
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
        Map<String, String> ofSql = new LinkedHashMap<>();
        Sources.find("when '(\\S+)' then '(\\w+)'", Sources.read("sql/26_file/file_extension.sql"))
                .forEach(line -> ofSql.put(line.group(1), line.group(2)));

        assertThat(ofSql)
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
    void canonical_aliasesOfSql_areThoseOfJava() {
        Sources.find("when '(\\S+)' then '(\\S+)'", Sources.read("sql/26_file/normal_file_type.sql"))
                .forEach(line -> assertThat(MediaType.canonical(line.group(1)))
                        .as("sql/26_file/normal_file_type.sql: %s is an alias in MediaType", line.group(1))
                        .isEqualTo(line.group(2)));
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
