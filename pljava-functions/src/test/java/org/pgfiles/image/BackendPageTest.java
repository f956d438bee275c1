package org.pgfiles.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pgfiles.Sources;
import org.pgfiles.metadata.MediaType;

/** docs/how-to/choose-an-image-backend.md says what each back end reads and writes; here it is compared with them. */
class BackendPageTest {
    private record Line(String reads, String writes) {}

    private final Set<String> names = Set.copyOf(Sources.findAll(
            "\"(\\w+)\"(?:, \\w+::load|;$)",
            Sources.read("pljava-functions/src/main/java/org/pgfiles/image/Backends.java")));
    private final Map<String, Line> page = new LinkedHashMap<>();

    BackendPageTest() {
        Sources.find(
                        "^\\| `((?!image_backend)\\w+)`[^|]*\\|([^|]*)\\|([^|]*)\\|",
                        Sources.read("docs/how-to/choose-an-image-backend.md"))
                .forEach(line -> page.put(line.group(1), new Line(line.group(2), line.group(3))));
    }

    @Test
    void names_all_haveTheirLine() {
        assertThat(page.keySet())
                .as("choose-an-image-backend.md has a line for each back end")
                .containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void names_all_areInTheSetting() {
        String setting = Sources.findAll(
                        "\\('image_backend', 'jdk',(.*?)\\),$", Sources.read("sql/30_tables/default_setting.sql"))
                .get(0);

        assertThat(names)
                .as("sql/30_tables/default_setting.sql names each back end")
                .allMatch(setting::contains);
    }

    @Test
    void formats_ofThoseThatAreHere_areOnThePage() {
        for (Backends.Status status : Backends.of(String.join(",", names)).statuses()) {
            if (status.isAvailable()) {
                Line line = page.getOrDefault(status.name(), new Line("", ""));
                // Codecs of a library are where its packages are.
                boolean isPartly = status.name().equals("vips");
                assertSame(status.name() + " reads", status.reads(), types(line.reads), isPartly);
                assertSame(status.name() + " writes", status.writes(), types(line.writes), isPartly);
            }
        }
    }

    private static void assertSame(String what, List<String> formats, List<String> page, boolean isPartly) {
        assertThat(page).as("choose-an-image-backend.md, %s", what).containsAll(formats);
        if (!isPartly) {
            assertThat(formats).as("choose-an-image-backend.md, %s", what).containsAll(page);
        }
    }

    private static List<String> types(String cell) {
        String text = cell.toUpperCase(Locale.ROOT);
        return MediaType.images()
                .filter(type -> text.matches("(?s).*\\b" + type.name() + "\\b.*"))
                .map(MediaType::type)
                .toList();
    }
}
