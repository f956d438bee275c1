package org.pgfiles;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The project's own files, for tests that compare what stands in two languages. */
public final class Sources {
    /** Where the project is: tests run in the folder of their module. */
    private static final Path ROOT = Path.of(System.getProperty("pgfiles.root", ".."));

    private Sources() {}

    /** The text of a file. */
    public static String read(String path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of all files of a folder that end so, one after the other. */
    public static String readAll(String folder, String ending) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            StringBuilder all = new StringBuilder();
            files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .forEach(file -> all.append(read(ROOT.relativize(file).toString())));
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All places of a text that match. */
    public static List<MatchResult> find(String regex, String text) {
        List<MatchResult> found = new ArrayList<>();
        Pattern.compile(regex, Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(text)
                .results()
                .forEach(found::add);
        return found;
    }

    /** The same, of each its first group. */
    public static List<String> findAll(String regex, String text) {
        return find(regex, text).stream().map(match -> match.group(1)).toList();
    }
}
