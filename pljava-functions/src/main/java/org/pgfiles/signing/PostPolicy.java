package org.pgfiles.signing;

/**
 * The JSON of a POST policy. In plain ASCII: other characters are written as {@code \}{@code uXXXX}, and so is the dollar sign,
 * because S3 wants it escaped and {@code \$} would not be JSON.
 */
final class PostPolicy {
    private final StringBuilder json = new StringBuilder(512);

    PostPolicy(String expiration) {
        json.append("{\"expiration\":\"").append(expiration).append("\",\"conditions\":[");
    }

    /** The form field must have this value. */
    void require(String field, String value) {
        separate();
        json.append('{');
        string(field, "");
        json.append(':');
        string(value, "");
        json.append('}');
    }

    /** The form field's value must begin so. */
    void requireStart(String field, String start) {
        separate();
        json.append("[\"starts-with\",");
        string(field, "$");
        json.append(',');
        string(start, "");
        json.append(']');
    }

    /** The file must have so many bytes, limits included. */
    void requireLength(long least, long most) {
        separate();
        json.append("[\"content-length-range\",")
                .append(least)
                .append(',')
                .append(most)
                .append(']');
    }

    String json() {
        return json + "]}";
    }

    private void separate() {
        if (json.charAt(json.length() - 1) != '[') {
            json.append(',');
        }
    }

    private void string(String text, String operator) {
        json.append('"').append(operator);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c > '~' || c == '$') {
                String hex = Integer.toHexString(c);
                json.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
