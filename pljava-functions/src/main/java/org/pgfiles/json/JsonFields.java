package org.pgfiles.json;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;

/** A JSON object's fields by name and type; what is missing or of another type is an INVALID_ARGUMENT. */
public final class JsonFields {
    private static final JSON JSON_WITH_NULLS = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

    private final Map<?, ?> map;

    private JsonFields(Map<?, ?> map) {
        this.map = map;
    }

    public static JsonFields parse(String json) {
        try {
            return new JsonFields(JSON.std.mapFrom(json));
        } catch (IOException e) {
            throw new PgfilesException(ErrorCode.INVALID_ARGUMENT, "this is no JSON object", "", e);
        }
    }

    /** The JSON text of maps, lists, texts, numbers and nulls. */
    public static String compose(Object value) {
        try {
            return JSON_WITH_NULLS.asString(value);
        } catch (IOException e) {
            throw new PgfilesException(ErrorCode.INTERNAL_ERROR, "a result could not be written", "", e);
        }
    }

    public String text(String name) {
        return require(name, textOrNull(name), "a text");
    }

    public @Nullable String textOrNull(String name) {
        return map.get(name) instanceof String text ? text : null;
    }

    public long number(String name) {
        return require(name, numberOrNull(name), "a number");
    }

    public @Nullable Long numberOrNull(String name) {
        return map.get(name) instanceof Number number ? (Long) number.longValue() : null;
    }

    public long number(String name, long ifAbsent) {
        Long number = numberOrNull(name);
        return number == null ? ifAbsent : number;
    }

    public double decimal(String name, double ifAbsent) {
        return map.get(name) instanceof Number number ? number.doubleValue() : ifAbsent;
    }

    public boolean isTrue(String name) {
        return Boolean.TRUE.equals(map.get(name));
    }

    /** The objects of a list; an absent list is empty. */
    public List<JsonFields> list(String name) {
        List<JsonFields> objects = new ArrayList<>();
        if (map.get(name) instanceof List<?> list) {
            for (Object element : list) {
                objects.add(object(name, element));
            }
        }
        return objects;
    }

    /** The texts of a list; an absent list is empty. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (map.get(name) instanceof List<?> list) {
            list.forEach(element -> texts.add(String.valueOf(element)));
        }
        return texts;
    }

    /** The texts of an object, by their names; an absent object is empty. */
    public Map<String, String> textsByName(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (map.get(name) instanceof Map<?, ?> inner) {
            inner.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
        }
        return texts;
    }

    /** The objects of an object, by their names. */
    public Map<String, JsonFields> objects(String name) {
        Map<String, JsonFields> objects = new LinkedHashMap<>();
        if (map.get(name) instanceof Map<?, ?> inner) {
            inner.forEach((key, value) -> objects.put(String.valueOf(key), object(name, value)));
        }
        return objects;
    }

    private static JsonFields object(String name, @Nullable Object value) {
        return new JsonFields(require(name, value instanceof Map<?, ?> inner ? inner : null, "objects"));
    }

    private static <T> T require(String name, @Nullable T value, String kind) {
        if (value == null) {
            throw new PgfilesException(ErrorCode.INVALID_ARGUMENT, name + " is missing or not " + kind, "");
        }
        return value;
    }
}
