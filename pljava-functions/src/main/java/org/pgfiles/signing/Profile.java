package org.pgfiles.signing;

/**
 * What all requests of one call share: where, which bucket, who signs and when.
 *
 * @param pathStyle whether the bucket is the first part of the path instead of the host name
 * @param sessionToken empty for long-lived credentials
 * @param epochSecond the signing time; the signing key must be of its UTC day
 */
record Profile(
        Endpoint endpoint,
        String region,
        String bucket,
        boolean pathStyle,
        String accessKeyId,
        SigningKey signingKey,
        String sessionToken,
        long epochSecond) {

    private static final int FIELDS = 8;
    private static final int MAX_REGION = 64;
    private static final int MAX_ACCESS_KEY_ID = 128;

    Profile {
        checkRegion(region);
        checkBucket(bucket);
        if (accessKeyId.isEmpty()
                || accessKeyId.length() > MAX_ACCESS_KEY_ID
                || !Names.isVisibleAscii(accessKeyId)
                || accessKeyId.indexOf('/') >= 0) {
            throw Invalid.argument(
                    "access key id: 1..128 visible ASCII characters without a slash; received "
                            + accessKeyId.length()
                            + " characters",
                    "check the credential profile");
        }
        if (!Names.isVisibleAscii(sessionToken)) {
            throw Invalid.argument(
                    "session token: visible ASCII characters; received others", "check the credential profile");
        }
        if (epochSecond < 0 || epochSecond > SigningTime.MAX_EPOCH_SECOND) {
            throw Invalid.argument(
                    "signing time: 0..253402300799 epoch seconds; received " + epochSecond, "give seconds since 1970");
        }
        // A bucket cannot be a label of an address, nor can a dotted one be under an https certificate for one label.
        pathStyle = pathStyle
                || endpoint.address()
                || (bucket.indexOf('.') >= 0 && endpoint.scheme().equals("https"));
    }

    /**
     * A profile from one line of tab-separated fields, escaped as in {@link TabLine}: endpoint URL, region, bucket,
     * {@code path} or {@code virtual}, access key id, signing key as 64 hexadecimal digits, session token (may be empty),
     * signing time in epoch seconds.
     */
    static Profile parse(String line) {
        TabLine fields = TabLine.ofLine(line);
        if (fields.count() != FIELDS) {
            throw Invalid.argument(
                    "profile: one line of 8 fields; received " + fields.count() + " fields", "separate them with tabs");
        }
        String style = fields.text(3);
        if (!style.equals("path") && !style.equals("virtual")) {
            throw Invalid.argument("style: path or virtual; received " + Invalid.shown(style), "choose one of them");
        }
        return new Profile(
                Endpoint.of(fields.text(0)),
                fields.text(1),
                fields.text(2),
                style.equals("path"),
                fields.text(4),
                SigningKey.ofHex(fields.text(5)),
                fields.text(6),
                fields.number(7, 0, SigningTime.MAX_EPOCH_SECOND, "signing time in epoch seconds"));
    }

    /** {@code scheme://host}, or with the bucket in front of the host. */
    String origin() {
        return endpoint.scheme() + "://" + host();
    }

    /** The Host header that a client will send. */
    String host() {
        return pathStyle ? endpoint.authority() : bucket + "." + endpoint.authority();
    }

    /** What comes before the key in a URL's path. */
    String keyPrefix() {
        return pathStyle ? "/" + bucket + "/" : "/";
    }

    /** The scope of a signature: day, region, service and a constant. */
    String scope() {
        return SigningTime.basic(epochSecond).substring(0, 8) + "/" + region + "/s3/aws4_request";
    }

    /** Neither key nor token. */
    @Override
    public String toString() {
        return "Profile[" + origin() + keyPrefix() + "]";
    }

    static String checkRegion(String region) {
        if (region.isEmpty()
                || region.length() > MAX_REGION
                || !Names.onlyHas(Names.lowerCase(region), Names.LETTERS_AND_DIGITS + "-_")) {
            throw Invalid.argument(
                    "region: 1..64 letters, digits, - and _; received " + Invalid.shown(region),
                    "use auto for Cloudflare R2 and us-east-1 for MinIO");
        }
        return region;
    }

    /** The rules for general-purpose buckets. */
    private static void checkBucket(String bucket) {
        int length = bucket.length();
        boolean valid = length >= 3
                && length <= 63
                && Names.onlyHas(bucket, Names.LETTERS_AND_DIGITS + "-.")
                && isLetterOrDigit(bucket.charAt(0))
                && isLetterOrDigit(bucket.charAt(length - 1))
                && !bucket.contains("..")
                && !Names.isIpv4(bucket);
        if (!valid) {
            throw Invalid.argument(
                    "bucket: 3..63 lower-case letters, digits, dots and hyphens, beginning and ending with a letter or digit,"
                            + " without two dots in a row and not an address; received "
                            + Invalid.shown(bucket),
                    "see the bucket naming rules of Amazon S3");
        }
    }

    private static boolean isLetterOrDigit(char c) {
        return Names.LETTERS_AND_DIGITS.indexOf(c) >= 0;
    }
}
