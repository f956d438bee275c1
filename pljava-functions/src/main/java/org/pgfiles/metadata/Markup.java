package org.pgfiles.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Documents that a browser would run scripts of. They have no signature but how they begin, so {@link TypeSniffer} takes them for
 * text; and a text may well begin with a tag: Markdown with {@code <p>}, mail with {@code <a>}. So only what opens a whole document
 * makes one here, which is less than a browser looks for in a file without a type.
 *
 * @see <a href="https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type">MIME Sniffing, 7.1</a>
 */
public enum Markup {
    HTML("text/html"),
    SVG("image/svg+xml"),
    /** Any other, XHTML with a declaration in front and stylesheets that run among them. */
    XML("application/xml");

    /** White space, comments, and instructions such as {@code <?xml?>}; then the name of a document's type or of an element. */
    private static final Pattern BEGINNING = Pattern.compile(
            "\\s*(?:(?:<!--.*?-->|(<\\?xml).*?\\?>|<\\?.*?\\?>)\\s*)*(?:<(!doctype\\s+)?([a-z][a-z0-9:_.-]*))?.*",
            Pattern.DOTALL);

    private final String type;

    Markup(String type) {
        this.type = type;
    }

    /** As IANA names it. */
    public String type() {
        return type;
    }

    /**
     * What kind of document it is; null if none.
     *
     * @param head the file, or at least its first {@value TypeSniffer#HEAD_BYTES} bytes if it has so many
     */
    public static @Nullable Markup of(byte[] head) {
        Matcher beginning = BEGINNING.matcher(text(head));
        if (!beginning.matches()) {
            return null;
        }
        boolean isDeclared = beginning.group(1) != null;
        boolean hasDoctype = beginning.group(2) != null;
        String name = beginning.group(3);
        Markup other = isDeclared || hasDoctype ? XML : null;
        return switch (name == null ? "" : name.substring(name.indexOf(':') + 1)) {
            case "svg" -> SVG;
            case "html" -> isDeclared && !hasDoctype ? XML : HTML;
            case "head",
                    "body",
                    "frameset",
                    "script",
                    "style",
                    "title",
                    "meta",
                    "link",
                    "base",
                    "iframe",
                    "object",
                    "embed" -> other == null ? HTML : other;
            default -> other;
        };
    }

    /**
     * Whether it may bear a declared type: not that of what is shown without a second look, a text, picture, sound, film or PDF. What
     * is made of markup has names without number.
     */
    public boolean agreesWith(String declared) {
        String name = MediaType.canonical(declared);
        return name.equals(SVG.type)
                ? this != HTML
                : !(MediaType.TEXT.isNamed(name)
                        || MediaType.PDF.isNamed(name)
                        || MediaType.isImage(name)
                        || MediaType.isSound(name)
                        || name.startsWith("video/"));
    }

    /** In lower case, by the byte order mark; what is no ASCII does not matter. */
    private static String text(byte[] head) {
        int end = Math.min(head.length, TypeSniffer.HEAD_BYTES);
        String bytes = new String(head, 0, end, ISO_8859_1);
        String text = bytes;
        if (bytes.startsWith("\u00fe\u00ff")) {
            text = new String(head, 2, end - 2, UTF_16BE);
        } else if (bytes.startsWith("\u00ff\u00fe")) {
            text = new String(head, 2, end - 2, UTF_16LE);
        } else if (bytes.startsWith("\u00ef\u00bb\u00bf")) {
            text = bytes.substring(3);
        }
        return text.toLowerCase(Locale.ROOT);
    }
}
