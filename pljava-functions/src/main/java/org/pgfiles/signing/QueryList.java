package org.pgfiles.signing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The query parameters of a request other than the signature's own. They are written into the URL in the order given; their
 * places there are remembered, so that the canonical request can repeat them sorted. Reused from request to request.
 */
final class QueryList {
    private static final byte[] RESERVED = Bytes.ascii("x-amz-");
    private static final byte[] DISPOSITION = Bytes.ascii("response-content-disposition");

    private final Bytes url;
    private int[] nameFrom = new int[8];
    private int[] nameTo = new int[8];
    private int[] to = new int[8];
    private int count;

    QueryList(Bytes url) {
        this.url = url;
    }

    void clear() {
        count = 0;
    }

    /** Writes a parameter and the ampersand after it into the URL; an empty value leaves out the equals sign as well. */
    void add(byte[] source, int from, int end, byte[] valueSource, int valueFrom, int valueTo) {
        checkName(source, from, end);
        int start = url.length();
        url.add(source, from, end);
        int nameEnd = url.length();
        if (valueFrom < valueTo) {
            url.add((byte) '=');
            PercentEncoding.addValue(url, valueSource, valueFrom, valueTo);
        }
        insert(start, nameEnd, url.length());
        url.add((byte) '&');
    }

    /** The parameter that makes a browser save or show the object under a name. */
    void addDisposition(String type, String fileName) {
        byte[] value = Bytes.ascii(ContentDisposition.of(type, fileName));
        add(DISPOSITION, 0, DISPOSITION.length, value, 0, value.length);
    }

    /** Appends all parameters sorted by name, each after an ampersand. */
    void addSorted(Bytes canonical) {
        for (int i = 0; i < count; i++) {
            canonical.add((byte) '&').add(url.array(), nameFrom[i], to[i]);
            if (to[i] == nameTo[i]) {
                canonical.add((byte) '=');
            }
        }
    }

    private void insert(int start, int nameEnd, int end) {
        if (count == to.length) {
            nameFrom = Arrays.copyOf(nameFrom, 2 * count);
            nameTo = Arrays.copyOf(nameTo, 2 * count);
            to = Arrays.copyOf(to, 2 * count);
        }
        int at = count++;
        for (; at > 0; at--) {
            int order = TabLine.compare(url.array(), nameFrom[at - 1], nameTo[at - 1], url.array(), start, nameEnd);
            if (order == 0) {
                throw Invalid.argument(
                        "query parameter " + text(url.array(), start, nameEnd) + ": received twice",
                        "give each parameter once; download and inline set response-content-disposition");
            }
            if (order < 0) {
                break;
            }
            nameFrom[at] = nameFrom[at - 1];
            nameTo[at] = nameTo[at - 1];
            to[at] = to[at - 1];
        }
        nameFrom[at] = start;
        nameTo[at] = nameEnd;
        to[at] = end;
    }

    /** S3's own names: letters, digits and hyphens, so they need no encoding, and a first letter that sorts after X-Amz-. */
    private static void checkName(byte[] source, int from, int end) {
        boolean valid = from < end && source[from] >= 'a' && source[from] <= 'z';
        for (int i = from; valid && i < end; i++) {
            byte b = source[i];
            valid = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '-';
        }
        int prefixEnd = Math.min(end, from + RESERVED.length);
        if (!valid || TabLine.compare(source, from, prefixEnd, RESERVED, 0, RESERVED.length) == 0) {
            throw Invalid.argument(
                    "query parameter: letters, digits and hyphens, the first a lower-case letter, not x-amz-...; received "
                            + Invalid.shown(text(source, from, end)),
                    "use a name of the S3 API, as q:versionId");
        }
    }

    private static String text(byte[] source, int from, int end) {
        return new String(source, from, end - from, StandardCharsets.UTF_8);
    }
}
