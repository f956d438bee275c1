package org.pgfiles.storage;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.Forbidden;
import org.pgfiles.PgfilesException;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.ProfileFileLocation;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Where credentials come from: the AWS default chain (environment, web identity, shared files, container, instance) or one
 * profile of the shared files. Each is resolved anew when it expires or when the files change.
 *
 * @see <a href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/credentials-chain.html">the chain</a>
 */
public final class CredentialSource {
    private static final String DEFAULT = "";
    private static final Map<String, AwsCredentialsProvider> PROVIDERS = new ConcurrentHashMap<>();

    private CredentialSource() {}

    /** For the S3 client. It fails with CREDENTIALS_MISSING instead of the SDK's own error. */
    static AwsCredentialsProvider provider(@Nullable String profile) {
        return () -> resolve(profile);
    }

    /**
     * Today's credentials.
     *
     * @param profile null or empty is the default chain
     * @throws PgfilesException CREDENTIALS_MISSING
     */
    static AwsCredentials resolve(@Nullable String profile) {
        String name = profile == null ? DEFAULT : profile;
        try {
            return PROVIDERS.computeIfAbsent(name, CredentialSource::build).resolveCredentials();
        } catch (SdkException | IllegalArgumentException | IllegalStateException | SecurityException | LinkageError e) {
            if (PROVIDERS.remove(name) instanceof SdkAutoCloseable provider) {
                provider.close();
            }
            PgfilesException forbidden = Forbidden.in(e, ErrorCode.CREDENTIALS_MISSING);
            if (forbidden != null) {
                throw forbidden;
            } else if (e instanceof LinkageError mistake) {
                throw mistake;
            }
            forbidden = forbiddenFile();
            if (forbidden != null) {
                throw forbidden;
            }
            // The SDK's text may quote a line of the credentials file, so it is not passed on.
            throw name.isEmpty() ? missingDefault() : missingProfile(name);
        }
    }

    /** What the policy says of the files that credentials may be in: the SDK takes one that it may not read for one that is not there. */
    private static @Nullable PgfilesException forbiddenFile() {
        Stream<String> named = Stream.of("AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")
                .map(System::getenv)
                .filter(Objects::nonNull);
        Stream<String> shared = Stream.of(
                        ProfileFileLocation.credentialsFilePath(), ProfileFileLocation.configurationFilePath())
                .map(Path::toString);
        return Stream.concat(named, shared)
                .map(CredentialSource::forbidden)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable PgfilesException forbidden(String file) {
        try {
            new FileInputStream(file).close();
        } catch (SecurityException e) {
            return Forbidden.in(e, ErrorCode.CREDENTIALS_MISSING);
        } catch (IOException e) {
            // That it is not there, or the server's, is what the caller says.
        }
        return null;
    }

    private static AwsCredentialsProvider build(String name) {
        return name.isEmpty()
                ? DefaultCredentialsProvider.builder().build()
                : ProfileCredentialsProvider.builder().profileName(name).build();
    }

    private static PgfilesException missingDefault() {
        return new PgfilesException(
                ErrorCode.CREDENTIALS_MISSING,
                "the AWS default credential chain has no credentials",
                "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the server's environment, write"
                        + " ~/.aws/credentials for the server's user, or attach a role to the machine");
    }

    private static PgfilesException missingProfile(String name) {
        return new PgfilesException(
                ErrorCode.CREDENTIALS_MISSING,
                "the AWS configuration files have no usable profile " + name,
                "add [" + name + "] to ~/.aws/credentials of the server's user");
    }
}
