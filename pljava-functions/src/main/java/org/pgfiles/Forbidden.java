package org.pgfiles;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What PL/Java's policy did not allow, where something failed for that reason: nobody would guess it from what failed. */
public final class Forbidden {
    private static final Pattern DENIED =
            Pattern.compile("access denied \\(\"[^\"]*\" \"([^\"]{1,200})\"(?: \"([^\"]{1,100})\")?\\)");
    private static final int MAX_CAUSES = 20;

    private Forbidden() {}

    /**
     * The error to raise instead; null if the policy has nothing to do with it. Libraries pass the reason on in texts of their
     * own, so the texts are looked at.
     *
     * @param code of the error, if there is one
     */
    public static @Nullable PgfilesException in(Throwable e, ErrorCode code) {
        Throwable cause = e;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++, cause = cause.getCause()) {
            Matcher denied = DENIED.matcher(String.valueOf(cause.getMessage()));
            if (denied.find()) {
                String actions = denied.group(2) == null ? "" : denied.group(2) + " ";
                return new PgfilesException(
                        code,
                        "PL/Java's policy does not allow this: " + actions + denied.group(1),
                        "have pljava.policy_urls name pgfiles.policy, as pgfiles.conf does; what this machine needs besides is granted in"
                                + " pgfiles-local.policy; and connect anew");
            }
        }
        return null;
    }
}
