package org.pgfiles.signing;

/**
 * Percent-encoding as SigV4 wants it: all but the unreserved characters of RFC 3986 section 2.3 become {@code %} and two
 * upper-case hexadecimal digits per UTF-8 byte. A space is {@code %20}, never {@code +}.
 */
final class PercentEncoding {
    private static final byte[] UPPER_HEX = Bytes.ascii("0123456789ABCDEF");
    private static final boolean[] UNRESERVED = unreserved(false);
    private static final boolean[] UNRESERVED_OR_SLASH = unreserved(true);

    private PercentEncoding() {}

    /** Appends an object key: slashes part it and stay, and nothing is normalised ({@code //} and {@code ..} stay too). */
    static void addKey(Bytes target, byte[] source, int from, int to) {
        add(target, source, from, to, UNRESERVED_OR_SLASH);
    }

    /** Appends the value of a query parameter. */
    static void addValue(Bytes target, byte[] source, int from, int to) {
        add(target, source, from, to, UNRESERVED);
    }

    private static void add(Bytes target, byte[] source, int from, int to, boolean[] kept) {
        target.reserve(3 * (to - from));
        byte[] array = target.array();
        int at = target.length();
        for (int i = from; i < to; i++) {
            byte b = source[i];
            if (kept[b & 255]) {
                array[at++] = b;
            } else {
                array[at++] = '%';
                array[at++] = UPPER_HEX[(b >> 4) & 15];
                array[at++] = UPPER_HEX[b & 15];
            }
        }
        target.truncate(at);
    }

    private static boolean[] unreserved(boolean slash) {
        boolean[] kept = new boolean[256];
        for (byte b : Bytes.ascii("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")) {
            kept[b] = true;
        }
        kept['/'] = slash;
        return kept;
    }
}
