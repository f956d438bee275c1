package org.pgfiles.signing;

/** Plain checks of ASCII names. */
final class Names {
    static final String LETTERS_AND_DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";

    private Names() {}

    static boolean onlyHas(String text, String allowed) {
        for (int i = 0; i < text.length(); i++) {
            if (allowed.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether each character is visible ASCII, 0x21..0x7E. */
    static boolean isVisibleAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** Four numbers parted by dots: what looks like an address, valid or not. */
    static boolean isIpv4(String host) {
        int dots = 0;
        for (int i = 0; i < host.length(); i++) {
            dots += host.charAt(i) == '.' ? 1 : 0;
        }
        return dots == 3 && onlyHas(host, "0123456789.");
    }

    /** ASCII only, the same in every locale; other characters are left for a check to find. */
    static String lowerCase(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            if (chars[i] >= 'A' && chars[i] <= 'Z') {
                chars[i] = (char) (chars[i] + 'a' - 'A');
            }
        }
        return new String(chars);
    }
}
