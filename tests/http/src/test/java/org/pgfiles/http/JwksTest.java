package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pgfiles.http.client.Api;
import org.pgfiles.http.client.RsaKey;
import org.pgfiles.http.client.Token;
import org.pgfiles.http.stack.Postgrest;

/** Tokens as Cognito and Authentik sign them (RS256), by a published set of keys that changes. */
@Promise("tokens of an identity provider are taken, also after its keys have changed")
@ExtendWith(WorldExtension.class)
class JwksTest {
    private static final RsaKey OLD = RsaKey.generate("2025");
    private static final RsaKey NEW = RsaKey.generate("2026");
    private static final RsaKey FOREIGN = RsaKey.generate("2026");

    private final World world;

    JwksTest(World world) {
        this.world = world;
    }

    @Test
    void tokens_whileTheProviderChangesItsKey_areTakenByTheKeysOfTheSet(@TempDir Path folder) throws IOException {
        Path keySet = folder.resolve("jwks.json");
        Files.writeString(keySet, RsaKey.keySet(OLD, NEW));
        Optional<Postgrest> started = world.stack().startPostgrest(Map.of("jwt-secret", "@" + keySet));
        assumeTrue(started.isPresent(), "a PostgREST of the test's own");
        try (Postgrest postgrest = started.get()) {
            await(postgrest, OLD, 200);

            assertThat(status(postgrest, OLD)).isEqualTo(200);
            assertThat(status(postgrest, NEW)).isEqualTo(200);
            assertThat(status(postgrest, FOREIGN)).as("same id, another key").isEqualTo(401);
            assertThat(files(postgrest, Token.hs256(claims(), world.stack().jwtSecret())))
                    .as("the secret of before")
                    .isEqualTo(401);

            Files.writeString(keySet, RsaKey.keySet(NEW));
            postgrest.reloadConfig();
            await(postgrest, OLD, 401);

            assertThat(status(postgrest, NEW)).isEqualTo(200);
        }
    }

    private String claims() {
        return world.alice().user().claims();
    }

    private int status(Postgrest postgrest, RsaKey key) {
        return files(postgrest, Token.rs256(claims(), key));
    }

    private int files(Postgrest postgrest, String token) {
        return new Api(postgrest.url(), world.alice().user(), token)
                .get("/files?limit=1")
                .status();
    }

    /** Starting and reading keys takes a moment. */
    private void await(Postgrest postgrest, RsaKey key, int status) {
        Instant until = Instant.now().plus(Duration.ofSeconds(30));
        while (true) {
            int got = statusIfUp(postgrest, key);
            if (got == status) {
                return;
            }
            if (Instant.now().isAfter(until)) {
                throw new AssertionError("PostgREST answers " + got + " and not " + status);
            }
            World.pause(Duration.ofMillis(50));
        }
    }

    private int statusIfUp(Postgrest postgrest, RsaKey key) {
        try {
            return status(postgrest, key);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof ConnectException) {
                return 0;
            }
            throw e;
        }
    }
}
