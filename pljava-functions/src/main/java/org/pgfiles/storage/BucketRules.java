package org.pgfiles.storage;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one kind of a bucket, one of which is to be ours, and is known by its id. Others' rules are written back as they were
 * read. What the store has made of it is read back: stores leave parts of a rule out without a word.
 */
final class BucketRules {
    /** A change is seen by all of a large store's machines after a while. */
    private static final int LOOKS = 5;

    private static final long PAUSE_MS = 1000;

    private final BucketPart part;
    private final String element;
    private final int most;
    private final BooleanSupplier isStopped;
    private BucketPart.Look look;

    /**
     * Reads them.
     *
     * @param element of which the document has one for each rule
     * @param most how many the store takes
     */
    BucketRules(BucketPart part, String element, int most, BooleanSupplier isStopped) {
        this.part = part;
        this.element = element;
        this.most = most;
        this.isStopped = isStopped;
        this.look = part.read();
    }

    BucketPart.State state() {
        return look.state();
    }

    /** What the store said where they are not known. */
    String said() {
        return look.said();
    }

    List<Xml> rules() {
        Xml document = look.document();
        return document == null ? List.of() : document.all(element);
    }

    private @Nullable Xml ofId(String id) {
        return rules().stream()
                .filter(rule -> rule.textAt("ID").equals(id))
                .findFirst()
                .orElse(null);
    }

    /**
     * Writes our rule, in place of those that have its id.
     *
     * @param isThere whether rules that were read back have what it is for
     * @return what came of it, for people
     */
    String put(Xml rule, Predicate<List<Xml>> isThere) {
        Xml document = look.document();
        if (document == null) {
            return "nothing: what is there is not known, and would be lost";
        }
        String id = rule.textAt("ID");
        List<Xml> ours =
                rules().stream().filter(old -> old.textAt("ID").equals(id)).toList();
        List<Xml> others = rules().stream().filter(old -> !ours.contains(old)).toList();
        if (others.size() >= most) {
            return "nothing: there are " + others.size() + " rules, and " + most + " at most";
        }
        String refusal = part.write(document.with(ours, rule), look.smallObjects());
        if (!refusal.isEmpty()) {
            return "refused: " + refusal;
        }
        look = part.read();
        for (int i = 1; i < LOOKS && !isAsWanted(others, isThere) && !isStopped.getAsBoolean(); i++) {
            pause(PAUSE_MS);
            look = part.read();
        }
        return outcome(id, others, isThere);
    }

    private boolean isAsWanted(List<Xml> others, Predicate<List<Xml>> isThere) {
        return isThere.test(rules()) && missing(others) == null;
    }

    private String outcome(String id, List<Xml> others, Predicate<List<Xml>> isThere) {
        Xml missing = missing(others);
        if (look.document() == null) {
            return "written: rule " + id + ", but it cannot be read back: " + look.said();
        } else if (!isThere.test(rules())) {
            return "the store has taken rule " + id
                    + (ofId(id) == null ? ", and it is not there" : ", and left out a part of it");
        }
        return "written: rule " + id
                + (missing == null ? "" : "; but rule " + name(missing) + " is not as it was before");
    }

    /** The first of these that is not there any more. */
    private @Nullable Xml missing(List<Xml> others) {
        return others.stream()
                .filter(other -> rules().stream().noneMatch(rule -> rule.saysAs(other)))
                .findFirst()
                .orElse(null);
    }

    /** How people find a rule again. */
    static String name(Xml rule) {
        String id = rule.textAt("ID");
        return id.isEmpty() ? "without an id" : id.substring(0, Math.min(100, id.length()));
    }

    /** Whoever is interrupted is to stop, and is told so by {@code isStopped}. */
    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
