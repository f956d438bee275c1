package org.pgfiles.storage;

import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.pgfiles.signing.SigningKey;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * What signs URLs for one day and region without the secret access key, which never leaves this package.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">the key's
 *     derivation</a>
 */
public final class DerivedKeys {
    private DerivedKeys() {}

    /**
     * One key.
     *
     * @param accessKeyId public half of the credentials
     * @param signingKey 64 hexadecimal digits
     * @param sessionToken to be sent along with temporary credentials
     * @param expiresAt when temporary credentials end
     */
    public record DerivedKey(
            String accessKeyId, String signingKey, @Nullable String sessionToken, @Nullable Instant expiresAt) {}

    /**
     * Resolves the profile's credentials and derives the key.
     *
     * @param profile null or empty is the AWS default credential chain
     * @param date UTC, as yyyymmdd
     * @throws org.pgfiles.PgfilesException CREDENTIALS_MISSING, INVALID_ARGUMENT for a date or region that is none
     */
    public static DerivedKey derive(@Nullable String profile, String region, String date) {
        AwsCredentials credentials = CredentialSource.resolve(profile == null || profile.isBlank() ? null : profile);
        String token = credentials instanceof AwsSessionCredentials session ? session.sessionToken() : null;
        return new DerivedKey(
                credentials.accessKeyId(),
                HexFormat.of().formatHex(SigningKey.derive(credentials.secretAccessKey(), date, region)),
                token,
                credentials.expirationTime().orElse(null));
    }
}
