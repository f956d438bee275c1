package org.pgfiles.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.pgfiles.http.client.Api;
import org.pgfiles.http.client.Token;
import org.pgfiles.http.client.UploadRequest;
import org.pgfiles.http.client.User;
import org.pgfiles.http.stack.Database;
import org.pgfiles.http.stack.Stack;

/**
 * The people of one test, in two organizations that no other test knows: what a test leaves behind disturbs nobody, and
 * tests may run in any order. Workers run in the background all the time.
 */
public record World(Stack stack, String acme, String globex, Optional<Set<UUID>> made) {
    /** Long enough for the first start of a worker on a slow machine; only a broken stack takes it. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final List<String> FINAL = List.of("ready", "rejected", "failed");

    static World on(Stack stack) {
        List<String> organizations = stack.organizations();
        return new World(stack, organizations.get(0), organizations.get(1), stack.made());
    }

    public Database database() {
        return stack.database();
    }

    public Api alice() {
        return api(User.alice(acme));
    }

    public Api bob() {
        return api(User.bob(acme));
    }

    public Api carol() {
        return api(User.carol(globex));
    }

    public Api admin() {
        return api(User.admin(acme));
    }

    public Api anonymous() {
        return api(User.ANONYMOUS);
    }

    /** Also somebody else than the five. */
    public Api api(User user) {
        return new Api(stack.postgrestUrl(), user, stack.token(user), made);
    }

    /** Whoever has a token with these claims. */
    public Api apiWithClaims(String claims) {
        return new Api(stack.postgrestUrl(), User.ANONYMOUS, Token.hs256(claims, stack.jwtSecret()));
    }

    /** A new site of acme, which alice, bob and the admin may see and change. */
    public String newSite() {
        return stack.newSite(acme, false);
    }

    /** A new site of acme that everybody there sees and nobody may change. */
    public String newArchivedSite() {
        return stack.newSite(acme, true);
    }

    /** A new site of globex, which only carol sees. */
    public String newForeignSite() {
        return stack.newSite(globex, false);
    }

    /** How many files an organization has, whoever may see them; of a shared one, how many of this test its user sees. */
    public int filesOf(String organization) {
        if (made.isPresent()) {
            return (organization.equals(acme) ? alice() : carol())
                    .visibleFiles()
                    .size();
        }
        return Integer.parseInt(
                database().text("select count(*) from pgfiles.file where organization_id = ?", organization));
    }

    /** Waits until a worker is done with a file and returns its row as this user sees it. */
    public JsonNode awaitFinal(Api user, UUID fileId) {
        Instant until = Instant.now().plus(PATIENCE);
        while (true) {
            JsonNode file = user.file(fileId, "");
            if (FINAL.contains(file.path("status").asText())) {
                return file;
            }
            if (Instant.now().isAfter(until)) {
                throw new AssertionError("no worker has finished " + file + "; queue: "
                        + database().texts("select to_jsonb(j) from pgfiles.job j where j.file_id = ?", fileId));
            }
            pause(Duration.ofMillis(50));
        }
    }

    /** Uploads, confirms and waits until the file is final; the row as the uploader sees it. */
    public JsonNode process(Api user, UploadRequest upload, byte[] bytes) {
        UUID fileId = user.upload(upload, bytes);
        user.confirm(fileId);
        return awaitFinal(user, fileId);
    }

    /** A small photo of this user that is ready; its id. */
    public UUID readyPhoto(Api user, UploadRequest upload) {
        JsonNode file = process(user, upload, TestPhoto.small());
        if (!file.path("status").asText().equals("ready")) {
            throw new AssertionError("ready was expected: " + file);
        }
        return UUID.fromString(file.path("id").asText());
    }

    /** Waits until a worker has made this copy of one of alice's files; all copies that it then has. */
    JsonNode awaitVariant(UUID fileId, String name) {
        return awaitVariants(fileId, variants -> variants.has(name));
    }

    /** Waits until the copies of one of alice's files are as wanted. */
    JsonNode awaitVariants(UUID fileId, Predicate<JsonNode> isWanted) {
        Instant until = Instant.now().plus(PATIENCE);
        while (true) {
            JsonNode variants = alice().file(fileId, "").path("variants");
            if (isWanted.test(variants)) {
                return variants;
            }
            if (Instant.now().isAfter(until)) {
                throw new AssertionError("no worker has made it: "
                        + database().texts("select to_jsonb(p) from files.variant_progress p"));
            }
            pause(Duration.ofMillis(50));
        }
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
