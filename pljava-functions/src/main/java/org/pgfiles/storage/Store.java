package org.pgfiles.storage;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;

/**
 * How to reach an object store.
 *
 * @param endpoint for example http://127.0.0.1:9000; null is AWS
 * @param region for example eu-central-1
 * @param isPathStyle the bucket is the path's first part instead of the host's
 * @param credentialProfile a profile of the AWS configuration files; null is the AWS default credential chain
 */
public record Store(@Nullable String endpoint, String region, boolean isPathStyle, @Nullable String credentialProfile) {
    public Store {
        endpoint = endpoint == null || endpoint.isBlank() ? null : endpoint;
        credentialProfile = credentialProfile == null || credentialProfile.isBlank() ? null : credentialProfile;
        if (region.isBlank()) {
            throw new PgfilesException(ErrorCode.INVALID_ARGUMENT, "the region is empty", "set the bucket's region");
        }
    }

    /** The endpoint as an address; null is AWS. */
    @Nullable
    URI endpointUri() {
        if (endpoint == null) {
            return null;
        }
        try {
            URI uri = new URI(endpoint);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Said below, in one way for every kind of mistake.
        }
        throw new PgfilesException(
                ErrorCode.INVALID_ARGUMENT, "endpoint: " + endpoint, "use http(s)://host or http(s)://host:port");
    }
}
