package org.pgfiles.signing;

/**
 * Where an object store answers: the scheme, and the authority (host and port) exactly as a client sends it in its Host header:
 * lower case, without the scheme's own port. AWS dual-stack and FIPS names are host names like any other.
 */
record Endpoint(String scheme, String authority, boolean address) {
    private static final int MAX_HOST = 253;

    /** An endpoint from {@code http[s]://host[:port]}, with or without one slash at the end. */
    static Endpoint of(String url) {
        int schemeEnd = url.indexOf("://");
        String scheme = schemeEnd < 0 ? "" : Names.lowerCase(url.substring(0, schemeEnd));
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw invalid(url);
        }
        String authority = Names.lowerCase(url.substring(schemeEnd + 3));
        if (authority.endsWith("/")) {
            authority = authority.substring(0, authority.length() - 1);
        }
        int hostEnd = authority.startsWith("[") ? authority.indexOf(']') + 1 : authority.indexOf(':');
        if (hostEnd < 0) {
            hostEnd = authority.length();
        }
        String host = authority.substring(0, hostEnd);
        String port = authority.substring(hostEnd);
        boolean address = host.startsWith("[") || Names.isIpv4(host);
        if (!isHost(host) || !isPort(port)) {
            throw invalid(url);
        }
        boolean own = port.equals(scheme.equals("https") ? ":443" : ":80");
        return new Endpoint(scheme, own ? host : authority, address);
    }

    private static boolean isHost(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String name = bracketed ? host.substring(1, host.length() - 1) : host;
        if (name.isEmpty() || host.length() > MAX_HOST) {
            return false;
        }
        return Names.onlyHas(name, bracketed ? "0123456789abcdef:." : Names.LETTERS_AND_DIGITS + "-._");
    }

    /** Nothing, or a colon and 1..65535. */
    private static boolean isPort(String port) {
        if (port.isEmpty()) {
            return true;
        }
        String digits = port.substring(1);
        return port.charAt(0) == ':'
                && !digits.isEmpty()
                && digits.length() <= 5
                && digits.charAt(0) != '0'
                && Names.onlyHas(digits, "0123456789")
                && Integer.parseInt(digits) <= 65_535;
    }

    private static RuntimeException invalid(String url) {
        return Invalid.argument(
                "endpoint: http or https, ://, a host name of at most 253 ASCII characters or an address, and optionally a port"
                        + " 1..65535; received "
                        + Invalid.shown(url),
                "write it as https://s3.eu-central-1.amazonaws.com or http://localhost:9000, without bucket or path");
    }
}
