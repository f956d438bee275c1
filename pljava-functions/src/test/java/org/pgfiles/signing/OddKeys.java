package org.pgfiles.signing;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Random object keys, most of them unpleasant: each has 1..1,024 bytes of UTF-8. */
final class OddKeys {
    private static final String[] PARTS = {
        "a",
        "photo.jpg",
        "Z9",
        "-",
        "_",
        ".",
        "~",
        "/",
        "//",
        "/./",
        "/../",
        "..",
        " ",
        "  ",
        "+",
        "%",
        "%20",
        "%2F",
        "%zz",
        "&",
        "=",
        "?",
        "#",
        ";",
        ":",
        "@",
        "!",
        "$",
        "'",
        "(",
        ")",
        "*",
        ",",
        "\"",
        "<",
        ">",
        "[",
        "]",
        "{",
        "}",
        "|",
        "\\",
        "^",
        "`",
        "\t",
        "\n",
        "\r",
        "\u0001",
        "\u007f",
        "\u00e9",
        "e\u0301",
        "\u00df",
        "\u4e2d\u6587",
        "\ud83d\udcf7",
        "\u200d",
        "\u202e",
        "\ufeff",
        "\ufffd",
        "\uffff",
        "\u0130",
        "X-Amz-Signature",
        "${filename}"
    };

    private OddKeys() {}

    static String next(Random random) {
        StringBuilder key = new StringBuilder();
        int parts = random.nextInt(20) == 0 ? 400 : 1 + random.nextInt(12);
        for (int i = 0; i < parts; i++) {
            String part = PARTS[random.nextInt(PARTS.length)];
            if (bytes(key) + bytes(part) > 1024) {
                break;
            }
            key.append(part);
        }
        return key.toString();
    }

    private static int bytes(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
