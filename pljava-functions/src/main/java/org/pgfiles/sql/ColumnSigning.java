package org.pgfiles.sql;

import org.jspecify.annotations.Nullable;
import org.pgfiles.session.Interrupts;
import org.pgfiles.signing.ColumnScopes;

/** Download URLs in computed columns, one call per row. See {@link ColumnScopes}. */
public final class ColumnSigning {
    static {
        Interrupts.areServed();
    }

    private ColumnSigning() {}

    /** Opens a scope. See {@link ColumnScopes#open}. */
    public static String open(
            String scope, @Nullable String keyPrefix, String profile, int expiresIn, long validUntil) {
        return ColumnScopes.open(scope, keyPrefix, profile, expiresIn, validUntil);
    }

    /** Signs the GET of a key; null if the scope is not open or not for this key. See {@link ColumnScopes#url}. */
    public static @Nullable String url(String scope, String key, String fileName, String servedType) {
        return ColumnScopes.url(scope, key, fileName, servedType);
    }

    /** The same for any key: SQL has asked the file's row whose it is. */
    public static @Nullable String rowUrl(String scope, String key, String fileName, String servedType) {
        return ColumnScopes.rowUrl(scope, key, fileName, servedType);
    }

    /** What version 0.1.0 of the SQL calls: served as it is stored. */
    public static @Nullable String url(String scope, String key, String fileName) {
        return ColumnScopes.url(scope, key, fileName, "");
    }
}
