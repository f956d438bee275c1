package org.pgfiles.image;

import static java.util.Objects.requireNonNull;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Back ends whose library a machine may lack. What was not tested for that reason says so. */
public final class NativeLibrary {
    private static final String JNA_FOLDER = "jna.boot.library.path";

    static {
        if (System.getProperty(JNA_FOLDER) == null) {
            System.setProperty(JNA_FOLDER, jnaFolder());
        }
    }

    private NativeLibrary() {}

    /** Where JNA's own library lies, as an installation has it: a process of back ends writes no file. */
    private static String jnaFolder() {
        String name = "libjnidispatch.so";
        try (InputStream library =
                Native.class.getResourceAsStream("/com/sun/jna/" + Platform.RESOURCE_PREFIX + "/" + name)) {
            Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "jna");
            Files.copy(requireNonNull(library), folder.resolve(name));
            return folder.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The back end of this name; skips the test, with the reason, where it is not installed. */
    public static Backends require(String name) {
        Backends backends = Backends.of(name);
        Backends.Status status = backends.statuses().get(0);
        if (!status.isAvailable()) {
            String reason = "skipped, because the back end " + name + " is not there: " + status.detail();
            System.err.println(reason); // Maven does not show it.
            Assumptions.abort(reason);
        }
        return backends;
    }
}
