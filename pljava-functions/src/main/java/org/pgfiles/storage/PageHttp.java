package org.pgfiles.storage;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Requests as a browser sends them for a page of another origin, and what it makes of the answers. Java sends the header Origin only where
 * the option {@code -Dsun.net.http.allowRestrictedHeaders=true} is, as in pgfiles.conf.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">the CORS protocol</a>
 */
final class PageHttp {
    private static final String ANY = "*";

    private final String origin;

    /**
     * A page.
     *
     * @param origin of it, such as https://app.example.org
     */
    PageHttp(String origin) {
        this.origin = origin;
    }

    /** Whether there are such requests in this JVM. */
    static boolean isPossible() {
        return Boolean.getBoolean("sun.net.http.allowRestrictedHeaders");
    }

    /** Whether a browser would send the request: it asks first. */
    boolean isAllowed(String method, String url, Collection<String> headers) throws IOException {
        Map<String, String> question = new LinkedHashMap<>(Map.of("Access-Control-Request-Method", method));
        if (!headers.isEmpty()) {
            question.put("Access-Control-Request-Headers", String.join(",", headers));
        }
        ClientHttp.Answer answer = send("OPTIONS", url, question, null);
        List<String> allowed = listed(answer, "Access-Control-Allow-Headers");
        return answer.isTaken()
                && isShown(answer)
                && isListed(answer, "Access-Control-Allow-Methods", method)
                && (allowed.contains(ANY) || allowed.containsAll(headers));
    }

    ClientHttp.Answer send(String method, String url, Map<String, String> headers, byte @Nullable [] body)
            throws IOException {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Origin", origin);
        return ClientHttp.send(method, url, all, body);
    }

    /** Whether a browser would hand the answer to the page. */
    boolean isShown(ClientHttp.Answer answer) {
        String allowed = answer.header("Access-Control-Allow-Origin");
        return origin.equals(allowed) || ANY.equals(allowed);
    }

    /** Whether the page would see this header of it. */
    static boolean shows(ClientHttp.Answer answer, String header) {
        return isListed(answer, "Access-Control-Expose-Headers", header);
    }

    private static boolean isListed(ClientHttp.Answer answer, String list, String value) {
        List<String> values = listed(answer, list);
        return values.contains(ANY) || values.contains(value.toLowerCase(Locale.ROOT));
    }

    private static List<String> listed(ClientHttp.Answer answer, String header) {
        return answer.headers(header).stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .toList();
    }
}
