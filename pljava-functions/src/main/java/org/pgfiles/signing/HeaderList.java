package org.pgfiles.signing;

import java.util.Arrays;

/**
 * The headers that a client must send exactly as signed, besides Host: checked and sorted by name. Reused from request to
 * request. Values are visible ASCII and spaces, because a browser sends nothing else the way it was signed.
 */
final class HeaderList {
    private static final byte[] HOST = Bytes.ascii("host");
    private static final byte[][] NOT_TO_SIGN = {
        HOST, Bytes.ascii("authorization"), Bytes.ascii("x-amz-date"), Bytes.ascii("x-amz-content-sha256")
    };
    private static final boolean[] NAME_CHARACTERS = nameCharacters();
    private static final int NAME_PREFIX = "h:".length();

    private int[] sorted = new int[8];
    private int count;
    private byte[] data = new byte[0];
    private TabLine line = new TabLine();

    void clear(TabLine newLine) {
        count = 0;
        line = newLine;
        data = newLine.data();
    }

    /** Takes field {@code index} ({@code h:name}) and the value after it. */
    void add(int index) {
        checkName(index);
        checkValue(index);
        if (count == sorted.length) {
            sorted = Arrays.copyOf(sorted, 2 * count);
        }
        int at = count++;
        for (; at > 0; at--) {
            int order = compare(sorted[at - 1], index);
            if (order == 0) {
                throw Invalid.argument("header " + name(index) + ": received twice", "give each header once");
            }
            if (order < 0) {
                break;
            }
            sorted[at] = sorted[at - 1];
        }
        sorted[at] = index;
    }

    /** Appends all names in order, with Host's. */
    void addNames(Bytes target, byte[] separator) {
        int hostAt = hostPosition();
        for (int i = 0; i < count; i++) {
            if (i == hostAt) {
                target.add(HOST).add(separator);
            }
            target.add(data, line.from(sorted[i]) + NAME_PREFIX, line.to(sorted[i]));
            if (i < count - 1 || hostAt == count) {
                target.add(separator);
            }
        }
        if (hostAt == count) {
            target.add(HOST);
        }
    }

    /** Appends {@code name:value} and a line feed for each, with {@code hostLine} in its place. */
    void addLines(Bytes target, byte[] hostLine) {
        int hostAt = hostPosition();
        for (int i = 0; i < count; i++) {
            if (i == hostAt) {
                target.add(hostLine);
            }
            int index = sorted[i];
            target.add(data, line.from(index) + NAME_PREFIX, line.to(index)).add((byte) ':');
            addTrimmed(target, line.from(index + 1), line.to(index + 1));
            target.add((byte) '\n');
        }
        if (hostAt == count) {
            target.add(hostLine);
        }
    }

    /** Without spaces at both ends, and one where there are several. */
    private void addTrimmed(Bytes target, int from, int to) {
        int start = target.length();
        for (int i = from; i < to; i++) {
            boolean dropped = data[i] == ' ' && (target.length() == start || i + 1 == to || data[i + 1] == ' ');
            if (!dropped) {
                target.add(data[i]);
            }
        }
    }

    private int hostPosition() {
        int at = 0;
        while (at < count
                && TabLine.compare(data, line.from(sorted[at]) + NAME_PREFIX, line.to(sorted[at]), HOST, 0, 4) < 0) {
            at++;
        }
        return at;
    }

    private int compare(int left, int right) {
        return TabLine.compare(
                data,
                line.from(left) + NAME_PREFIX,
                line.to(left),
                data,
                line.from(right) + NAME_PREFIX,
                line.to(right));
    }

    private void checkName(int index) {
        int from = line.from(index) + NAME_PREFIX;
        int to = line.to(index);
        boolean valid = from < to;
        for (int i = from; valid && i < to; i++) {
            valid = data[i] > 0 && NAME_CHARACTERS[data[i]];
        }
        for (byte[] name : NOT_TO_SIGN) {
            valid = valid && TabLine.compare(data, from, to, name, 0, name.length) != 0;
        }
        if (!valid) {
            throw Invalid.argument(
                    "header: a lower-case name (RFC 9110), not host, authorization, x-amz-date or x-amz-content-sha256;"
                            + " received " + Invalid.shown(name(index)),
                    "write it in lower case, as h:content-type");
        }
    }

    private void checkValue(int index) {
        int from = line.from(index + 1);
        int to = line.to(index + 1);
        boolean valid = false;
        for (int i = from; i < to; i++) {
            if (data[i] < ' ' || data[i] > '~') {
                valid = false;
                break;
            }
            valid |= data[i] != ' ';
        }
        if (!valid) {
            throw Invalid.argument(
                    "header " + name(index) + ": visible ASCII characters and spaces; received "
                            + Invalid.shown(line.text(index + 1)),
                    "percent-encode other characters, or leave the header out");
        }
    }

    private String name(int index) {
        return line.text(index).substring(NAME_PREFIX);
    }

    private static boolean[] nameCharacters() {
        boolean[] allowed = new boolean[128];
        for (byte b : Bytes.ascii("abcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-.^_`|~")) {
            allowed[b] = true;
        }
        return allowed;
    }
}
