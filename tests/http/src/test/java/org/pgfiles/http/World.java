package org.pgfiles.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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
public record World(Stack stack, String acme, String globex, Api alice, Api bob, Api carol, Api admin, Api anonymous) {
    /** Long enough for the first start of a worker on a slow machine; only a broken stack takes it. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final List<String> FINAL = List.of("ready", "rejected", "failed");

    static World on(Stack stack) {
        String suffix = UUID.randomUUID().toString().substring(0, 8);
        String acme = "acme-" + suffix;
        String globex = "globex-" + suffix;
        return new World(
                stack,
                acme,
                globex,
                new Api(stack, User.alice(acme)),
                new Api(stack, User.bob(acme)),
                new Api(stack, User.carol(globex)),
                new Api(stack, User.admin(acme)),
                new Api(stack, User.ANONYMOUS));
    }

    public Database database() {
        return stack.database();
    }

    /** Somebody else than the five. */
    public Api api(User user) {
        return new Api(stack, user);
    }

    /** Whoever has a token with these claims. */
    public Api apiWithClaims(String claims) {
        return new Api(stack.postgrestUrl(), User.ANONYMOUS, Token.hs256(claims, stack.jwtSecret()));
    }

    /** A new site of acme, which alice, bob and the admin may see and change. */
    public String newSite() {
        return newSite(acme, false);
    }

    /** A new site of acme that everybody there sees and nobody may change. */
    public String newArchivedSite() {
        return newSite(acme, true);
    }

    /** A new site of globex, which only carol sees. */
    public String newForeignSite() {
        return newSite(globex, false);
    }

    private String newSite(String organization, boolean isArchived) {
        return database()
                .text(
                        "insert into app.site (organization_id, name, is_archived) values (?, 'Site', ?) returning id",
                        organization,
                        isArchived);
    }

    /** How many files an organization has, whoever may see them. */
    public int filesOf(String organization) {
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
        Instant until = Instant.now().plus(PATIENCE);
        while (true) {
            JsonNode variants = alice().file(fileId, "").path("variants");
            if (variants.has(name)) {
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
