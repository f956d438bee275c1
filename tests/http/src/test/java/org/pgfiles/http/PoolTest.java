package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.Api;
import org.pgfiles.http.client.UploadRequest;
import org.pgfiles.http.client.User;

/** Users share database connections, and nothing of one is left there for the next. */
@Promise("users who share database connections stay apart")
@ExtendWith(WorldExtension.class)
class PoolTest {
    private final World world;

    PoolTest(World world) {
        this.world = world;
    }

    @Test
    void usersInTurn_onTheSameBackends_getTheirOwnFilesAndUrls() {
        UploadRequest own = UploadRequest.jpeg("", TestPhoto.small().length).ofMyOwn();
        // The same user id in both organizations: only the claims tell them apart.
        List<Api> users = List.of(world.alice(), world.api(User.alice(world.globex())), world.bob(), world.carol());
        List<String> ids = users.stream()
                .map(user -> world.readyPhoto(user, own).toString())
                .toList();
        try (TemporaryRpc backend =
                new TemporaryRpc(world, "backend", "() returns integer language sql return pg_backend_pid()", "{}")) {
            Set<String> shared = new HashSet<>(backendsOf(users.get(0), backend.name()));
            for (int round = 0; round < 10; round++) {
                for (int i = 0; i < users.size(); i++) {
                    JsonNode rows = users.get(i)
                            .get("/files?select=id,organization_id,download_url,thumbnail_small_url")
                            .success();
                    assertThat(rows.findValuesAsText("id")).containsExactly(ids.get(i));
                    for (String column : List.of("download_url", "thumbnail_small_url")) {
                        URI url = URI.create(rows.get(0).path(column).asText());
                        assertThat(url.getPath())
                                .startsWith("/pgfiles/" + users.get(i).user().organization() + "/")
                                .contains(ids.get(i));
                    }
                }
            }
            users.forEach(user -> shared.retainAll(backendsOf(user, backend.name())));
            assertThat(shared).as("backends that served all of them").isNotEmpty();
        }
    }

    /** Process ids of the backends that answered twenty calls. */
    private static Set<String> backendsOf(Api user, String rpc) {
        Set<String> pids = new HashSet<>();
        for (int call = 0; call < 20; call++) {
            pids.add(user.rpc(rpc, "{}").success().asText());
        }
        return pids;
    }
}
