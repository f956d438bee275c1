package org.pgfiles.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pgfiles.Sources;

class ExifDataTest {
    @Test
    void toMap_allFieldsKnown_hasAValueForEach() throws ReflectiveOperationException {
        Map<String, ?> map = ((ExifData) filled(ExifData.class)).toMap();

        assertThat(map).as("ExifData.toMap has each component, once").hasSize((int)
                leaves(ExifData.class).count());
        assertThat(map.values()).doesNotContainNull().doesNotHaveDuplicates();
    }

    @Test
    void toMap_fields_areThoseOfSql() {
        String type = Sources.findAll("create type files.exif as \\((.*?)\n\\);", Sources.read("sql/10_types/exif.sql"))
                .get(0);

        assertThat(ExifData.empty(List.of()).toMap().keySet())
                .as("sql/10_types/exif.sql has the fields of ExifData.toMap")
                .containsExactlyElementsOf(Sources.findAll("^    (\\w+) ", type));
    }

    private static Stream<RecordComponent> leaves(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .flatMap(c -> c.getType().isRecord() ? leaves(c.getType()) : Stream.of(c));
    }

    private int count;

    /** A record with another value in each of its components. */
    private Object filled(Class<?> type) throws ReflectiveOperationException {
        List<Class<?>> types = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            types.add(component.getType());
            values.add(component.getType().isRecord() ? filled(component.getType()) : value(component.getType()));
        }
        var constructor = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
        return constructor.newInstance(values.toArray());
    }

    private Object value(Class<?> type) {
        count++;
        if (type == Double.class) {
            return (double) count;
        } else if (type == Integer.class) {
            return count;
        } else if (type == Instant.class) {
            return Instant.ofEpochSecond(count);
        } else if (type == LocalDateTime.class) {
            return LocalDateTime.MIN.plusSeconds(count);
        } else if (type == Map.class) {
            return Map.of("n", "" + count);
        }
        return type == List.class ? List.of("" + count) : "" + count;
    }
}
