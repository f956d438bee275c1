package org.pgfiles.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pgfiles.storage.StoreProbe.Finding;

/**
 * How a bucket is set up, as far as its store tells: rules, encryption, ownership, locks. Two rules can be written, beside those of
 * others.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html">lifecycle rules</a>
 */
final class BucketSetUp {
    static final String PAGES = "pgfiles-pages";
    static final List<String> METHODS = List.of("GET", "HEAD", "PUT", "POST", "DELETE");
    private static final String MULTIPART = "pgfiles-abort-multipart";
    private static final String VERSIONS = "pgfiles-old-versions";

    /** Time for an upload in parts, counted from when it began. */
    private static final long MULTIPART_DAYS = 2;
    /** As long as what was deleted by mistake can be had back. */
    private static final long VERSION_DAYS = 35;

    private static final int MAX_LIFECYCLE_RULES = 1000;
    private static final int MAX_CORS_RULES = 100;

    private final ClientUrls urls;
    private final boolean isApplied;
    private final BooleanSupplier isStopped;
    private final Consumer<Finding> findings;

    /**
     * A bucket.
     *
     * @param isApplied whether what is missing is to be written
     * @param findings takes what is found
     */
    BucketSetUp(ClientUrls urls, boolean isApplied, BooleanSupplier isStopped, Consumer<Finding> findings) {
        this.urls = urls;
        this.isApplied = isApplied;
        this.isStopped = isStopped;
        this.findings = findings;
    }

    /** Looks at all but {@link #pages}. */
    void look() {
        lifecycle();
        one(
                "default_encryption",
                "encryption",
                "ServerSideEncryptionConfiguration",
                found -> found.textAt("Rule", "ApplyServerSideEncryptionByDefault", "SSEAlgorithm"),
                algorithm -> !algorithm.isEmpty());
        one(
                "ownership",
                "ownershipControls",
                "OwnershipControls",
                found -> found.textAt("Rule", "ObjectOwnership"),
                owner -> owner.equals("BucketOwnerEnforced"));
        one("object_lock", "object-lock", "ObjectLockConfiguration", BucketSetUp::lock, lock -> true);
    }

    // --- what is deleted by itself ----------------------------------------------------------------

    private void lifecycle() {
        BucketRules rules = new BucketRules(
                new BucketPart(urls, "lifecycle", "LifecycleConfiguration"), "Rule", MAX_LIFECYCLE_RULES, isStopped);
        // Rules of the old kind and of the new one are not taken together.
        boolean isOld = rules.rules().stream().anyMatch(rule -> rule.at("Prefix") != null);
        Xml all = isOld ? Xml.of("Prefix", "") : Xml.of("Filter", Xml.of("Prefix", ""));
        Xml enabled = Xml.of("Status", "Enabled");
        rule(
                "multipart_rule",
                rules,
                Xml.of(
                        "Rule",
                        Xml.of("ID", MULTIPART),
                        all,
                        enabled,
                        Xml.of(
                                "AbortIncompleteMultipartUpload",
                                Xml.of("DaysAfterInitiation", String.valueOf(MULTIPART_DAYS)))),
                found -> has(found, rule -> abortsAfter(rule) <= MULTIPART_DAYS),
                found -> least(found, BucketSetUp::abortsAfter, "uploads in parts are aborted"));
        BucketPart.Look versioning = new BucketPart(urls, "versioning", "VersioningConfiguration").read();
        if (versioning.document() == null) {
            unknown("version_rule", versioning.state(), versioning.said());
        } else if (versioning.document().textAt("Status").isEmpty()) {
            found("version_rule", true, "the bucket keeps no versions", null);
        } else {
            rule(
                    "version_rule",
                    rules,
                    Xml.of(
                            "Rule",
                            Xml.of("ID", VERSIONS),
                            all,
                            enabled,
                            Xml.of("Expiration", Xml.of("ExpiredObjectDeleteMarker", "true")),
                            Xml.of(
                                    "NoncurrentVersionExpiration",
                                    Xml.of("NoncurrentDays", String.valueOf(VERSION_DAYS)))),
                    found -> has(found, rule -> forgetsAfter(rule) <= VERSION_DAYS)
                            && has(found, BucketSetUp::removesMarkers),
                    found -> least(found, BucketSetUp::forgetsAfter, "replaced versions are deleted")
                            + "; markers that hide nothing "
                            + (has(found, BucketSetUp::removesMarkers) ? "go" : "stay"));
        }
        expiry(rules);
    }

    /** Rows know nothing of what a rule deletes. */
    private void expiry(BucketRules rules) {
        if (rules.state() != BucketPart.State.KNOWN) {
            unknown("expiry_rules", rules.state(), rules.said());
            return;
        }
        Xml expiring = rules.rules().stream()
                .filter(rule -> isForAll(rule) && deletesObjects(rule))
                .findFirst()
                .orElse(null);
        String text = expiring == null
                ? "no rule deletes every object"
                : "rule " + BucketRules.name(expiring) + " deletes every object by its age, and rows stay";
        found("expiry_rules", expiring == null, text, null);
    }

    private void rule(
            String item,
            BucketRules rules,
            Xml wanted,
            Predicate<List<Xml>> isThere,
            Function<List<Xml>, String> text) {
        if (rules.state() != BucketPart.State.KNOWN) {
            unknown(item, rules.state(), rules.said());
            return;
        }
        String done = isApplied && !isThere.test(rules.rules()) ? rules.put(wanted, isThere) : null;
        found(item, isThere.test(rules.rules()), text.apply(rules.rules()), done);
    }

    private static boolean has(List<Xml> rules, Predicate<Xml> what) {
        return rules.stream().anyMatch(rule -> isForAll(rule) && what.test(rule));
    }

    private static String least(List<Xml> rules, Function<Xml, Long> days, String what) {
        long least = rules.stream()
                .filter(BucketSetUp::isForAll)
                .mapToLong(days::apply)
                .min()
                .orElse(Long.MAX_VALUE);
        return least == Long.MAX_VALUE
                ? "no rule for all objects says when " + what
                : what + " after " + least + " days";
    }

    /** Whether a rule is in force, and for every object. */
    private static boolean isForAll(Xml rule) {
        Xml filter = rule.at("Filter");
        boolean isFiltered = filter != null
                && filter.children().stream()
                        .anyMatch(part -> !part.name().equals("Prefix")
                                || !part.text().isEmpty()
                                || !part.children().isEmpty());
        Xml prefix = rule.at("Prefix");
        return rule.textAt("Status").equals("Enabled")
                && !isFiltered
                && (prefix == null || prefix.text().isEmpty());
    }

    private static long abortsAfter(Xml rule) {
        return days(rule.textAt("AbortIncompleteMultipartUpload", "DaysAfterInitiation"));
    }

    /** Days until a version that was replaced goes; one of which some are kept for ever is none. */
    private static long forgetsAfter(Xml rule) {
        return rule.at("NoncurrentVersionExpiration", "NewerNoncurrentVersions") != null
                ? Long.MAX_VALUE
                : days(rule.textAt("NoncurrentVersionExpiration", "NoncurrentDays"));
    }

    private static boolean removesMarkers(Xml rule) {
        return rule.textAt("Expiration", "ExpiredObjectDeleteMarker").equals("true");
    }

    private static boolean deletesObjects(Xml rule) {
        return rule.at("Expiration", "Days") != null || rule.at("Expiration", "Date") != null;
    }

    /** Never, if it is no number. */
    private static long days(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    // --- who is let in ----------------------------------------------------------------------------

    /**
     * The rule that lets pages of these origins in.
     *
     * @param areRefused whether they were, or nobody could try it
     * @return whether a rule was written
     */
    boolean pages(List<String> origins, boolean areRefused) {
        BucketRules rules = new BucketRules(
                new BucketPart(urls, "cors", "CORSConfiguration"), "CORSRule", MAX_CORS_RULES, isStopped);
        if (rules.state() != BucketPart.State.KNOWN) {
            unknown("cors_rule", rules.state(), rules.said());
            return false;
        }
        Predicate<List<Xml>> isThere = found -> found.stream().anyMatch(rule -> letsIn(rule, origins));
        boolean isMissing = areRefused && !isThere.test(rules.rules());
        String done = isApplied && isMissing ? rules.put(wanted(origins), isThere) : null;
        boolean isOk = !isMissing || isThere.test(rules.rules());
        String text = "no rule for all of these origins";
        if (isThere.test(rules.rules())) {
            text = "a rule lets them in";
        } else if (isOk) {
            text = "no rule is needed: their pages upload and read";
        }
        found("cors_rule", isOk, text, done);
        return done != null && isOk;
    }

    private static Xml wanted(List<String> origins) {
        List<Xml> parts = new ArrayList<>(List.of(Xml.of("ID", PAGES)));
        origins.forEach(origin -> parts.add(Xml.of("AllowedOrigin", origin)));
        METHODS.forEach(method -> parts.add(Xml.of("AllowedMethod", method)));
        parts.addAll(
                List.of(Xml.of("AllowedHeader", "*"), Xml.of("ExposeHeader", "ETag"), Xml.of("MaxAgeSeconds", "3600")));
        return new Xml("CORSRule", "", parts);
    }

    private static boolean letsIn(Xml rule, List<String> origins) {
        List<String> exposed = rule.texts("ExposeHeader").stream()
                .map(header -> header.toLowerCase(Locale.ROOT))
                .toList();
        return rule.texts("AllowedOrigin").containsAll(origins)
                && rule.texts("AllowedMethod").containsAll(METHODS)
                && rule.texts("AllowedHeader").contains("*")
                && exposed.contains("etag");
    }

    // --- the rest -----------------------------------------------------------------------------------

    private void one(String item, String part, String root, Function<Xml, String> read, Predicate<String> isAsWanted) {
        BucketPart.Look look = new BucketPart(urls, part, root).read();
        if (look.document() == null) {
            unknown(item, look.state(), look.said());
            return;
        }
        String value = read.apply(look.document());
        found(item, isAsWanted.test(value), value.isEmpty() ? "none" : cut(value), null);
    }

    private static String lock(Xml found) {
        if (!found.textAt("ObjectLockEnabled").equals("Enabled")) {
            return "";
        }
        Xml retention = found.at("Rule", "DefaultRetention");
        return retention == null
                ? "on, for what is locked by itself"
                : "on: each object stays for " + (retention.textAt("Days") + retention.textAt("Years"))
                        + (retention.at("Days") == null ? " years" : " days") + ", also one that was deleted ("
                        + retention.textAt("Mode") + ")";
    }

    /** What the store has not is no fault; nor is what it did not tell one of the bucket's. */
    private void unknown(String item, BucketPart.State state, String said) {
        boolean isLacking = state == BucketPart.State.LACKING;
        String text = (isLacking ? "the store has nothing of the kind: " : "not known: ") + said;
        findings.accept(new Finding(item, null, text, isLacking, null));
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(100, text.length()));
    }

    private void found(String item, boolean isOk, String finding, @Nullable String done) {
        findings.accept(new Finding(item, isOk, finding, false, done));
    }
}
