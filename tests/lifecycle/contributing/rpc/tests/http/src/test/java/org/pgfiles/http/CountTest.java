package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.Api;
import org.pgfiles.http.client.UploadRequest;

/** How many files of a site somebody sees. */
@ExtendWith(WorldExtension.class)
class CountTest {
    private final World world;

    CountTest(World world) {
        this.world = world;
    }

    private static int count(Api user, String site) {
        return user.rpc("count_files", "{\"entity_type\": \"site\", \"entity_id\": \"%s\"}".formatted(site))
                .success()
                .asInt();
    }

    @Test
    void readyPhoto_isCountedForItsColleaguesAndForNobodyElse() {
        String site = world.newSite();
        world.readyPhoto(world.alice(), UploadRequest.jpeg(site, TestPhoto.small().length));

        assertThat(count(world.bob(), site)).isEqualTo(1);
        assertThat(count(world.carol(), site)).isZero();
    }
}
