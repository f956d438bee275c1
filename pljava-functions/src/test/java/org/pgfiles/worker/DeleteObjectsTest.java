package org.pgfiles.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pgfiles.media.LocalS3;

class DeleteObjectsTest {
    private static LocalS3 s3;

    @BeforeAll
    static void start() {
        s3 = LocalS3.start();
    }

    @AfterAll
    static void stop() {
        s3.close();
    }

    @Test
    void runBatch_objectsAndFolder_answersEachByItsId() {
        s3.put("a", new byte[1]);
        s3.put("acme/01890000-0000-7000-8000-000000000001/original.jpg", new byte[1]);

        Map<String, Object> result = new Jobs(s3.endpoint())
                .delete(List.of(
                        Map.of("id", 11, "key", "a"),
                        Map.of("id", 12, "key", "absent"),
                        Map.of("id", 13, "key", "acme/01890000-0000-7000-8000-000000000001/", "is_prefix", true),
                        Map.of("id", 14, "key", "acme/", "is_prefix", true)))
                .runOne();

        assertThat(result)
                .containsEntry("outcome", "ready")
                .containsEntry("deletes_many", true)
                .hasEntrySatisfying("deleted", ids -> assertThat(ids)
                        .asInstanceOf(InstanceOfAssertFactories.LIST)
                        .containsExactlyInAnyOrder(11, 12, 13));
        assertThat(Jobs.objects(result, "undeleted"))
                .containsExactly(Map.of("id", 14, "problem", "acme/ is no folder of a file"));
        assertThat(s3.keys()).isEmpty();
    }

    @Test
    void runBatch_wrongSecret_isRetriedAndNothingIsDeleted() {
        s3.put("kept", new byte[1]);

        Map<String, Object> result =
                new Jobs(s3.endpoint()).profile("stranger").delete("kept").runOne();

        assertThat(result)
                .containsEntry("outcome", "retry")
                .containsEntry("reason", "store_denied")
                .containsEntry("deleted", List.of());
        assertThat(s3.get("kept")).isNotNull();
    }
}
