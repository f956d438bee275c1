package org.pgfiles.worker;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pgfiles.media.LocalS3;
import org.pgfiles.sql.Worker;

/** Writes batches and reads their results as SQL does, through JSON only. */
final class Jobs {
    /** What the database calls the bucket. */
    private static final String STORE = "site_photos";

    private final String endpoint;
    private final List<Map<String, Object>> jobs = new ArrayList<>();
    private String profile = "local";
    private String backend = "jdk";
    private long deadlineMs = 60_000;
    private final Map<String, Object> fields = new LinkedHashMap<>();

    Jobs(String endpoint) {
        this.endpoint = endpoint;
    }

    Jobs profile(String name) {
        profile = name;
        return this;
    }

    Jobs backend(String value) {
        backend = value;
        return this;
    }

    Jobs deadlineMs(long value) {
        deadlineMs = value;
        return this;
    }

    /** An upload to process, with the three usual variants; more fields as name, value, name, value. */
    Jobs process(String key, String declaredType, Object... more) {
        Map<String, Object> job = new LinkedHashMap<>();
        job.put("job_id", jobs.size() + 1);
        job.put("kind", "process_file");
        job.put("bucket", STORE);
        job.put("key", key);
        job.put("declared_type", declaredType);
        job.put("max_bytes", 52_428_800);
        job.put("max_pixels", 50_000_000);
        job.put("cache_control", "public, max-age=31536000, immutable");
        job.put(
                "variants",
                List.of(
                        variant("thumbnail_small", key, 150, 75),
                        variant("thumbnail_medium", key, 400, 80),
                        variant("thumbnail_large", key, 800, 85)));
        for (int i = 0; i < more.length; i += 2) {
            job.put((String) more[i], more[i + 1]);
        }
        jobs.add(job);
        return this;
    }

    /** Any kind of job on an object; more fields as name, value, name, value. */
    Jobs add(String kind, String key, Object... more) {
        process(key, "", more);
        Map<String, Object> job = jobs.get(jobs.size() - 1);
        job.put("kind", kind);
        job.remove("declared_type");
        return this;
    }

    /** Any further field of the batch. */
    Jobs with(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    Jobs delete(String key) {
        return delete(List.of(Map.of("id", 1, "key", key)));
    }

    /** All of them in one job; more fields than id and key as SQL writes them. */
    Jobs delete(List<Map<String, Object>> objects) {
        jobs.add(Map.of(
                "job_id",
                jobs.size() + 1,
                "kind",
                "delete_objects",
                "bucket",
                STORE,
                "can_delete_many",
                true,
                "objects",
                objects));
        return this;
    }

    Jobs lease(String lease, String nonce, @Nullable String etag) {
        Map<String, Object> job = new LinkedHashMap<>();
        job.put("job_id", jobs.size() + 1);
        job.put("kind", "hold_lease");
        job.put("bucket", STORE);
        job.put("lease", lease);
        job.put("nonce", nonce);
        job.put("etag", etag);
        return job(job);
    }

    Jobs job(Map<String, Object> job) {
        jobs.add(job);
        return this;
    }

    List<Map<String, Object>> run() {
        Map<String, Object> store = new LinkedHashMap<>();
        store.put("bucket", LocalS3.BUCKET);
        store.put("endpoint", endpoint);
        store.put("region", "us-east-1");
        store.put("is_path_style", true);
        store.put("credential_profile", profile);
        Map<String, Object> batch = new LinkedHashMap<>();
        batch.put("threads", 2);
        batch.putAll(fields);
        batch.put("deadline_ms", deadlineMs);
        batch.put("image_backend", backend);
        batch.put("stores", Map.of(STORE, store));
        batch.put("jobs", jobs);
        try {
            return objects(JSON.std.mapFrom(runBatch(JSON.std.asString(batch))), "results");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a worker does it: begins, and asks again and again whether the end is there. */
    static String runBatch(String batch) {
        String answer = Worker.beginBatch(batch);
        while (answer.isEmpty()) {
            answer = Worker.awaitBatch(100, "go_on");
        }
        return answer;
    }

    /** What the worker does that is to stop at once. */
    static void giveUp() {
        Worker.awaitBatch(0, "give_up");
    }

    Map<String, Object> runOne() {
        return run().get(0);
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> objects(Map<String, Object> parent, String name) {
        return (List<Map<String, Object>>) parent.getOrDefault(name, List.of());
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Map<String, Object> parent, String name) {
        return (Map<String, Object>) parent.getOrDefault(name, Map.of());
    }

    private static Map<String, Object> variant(String name, String key, int side, int quality) {
        String variantKey = key.replaceAll("original\\..*", name + ".jpg");
        return Map.of(
                "name",
                name,
                "key",
                variantKey,
                "width",
                side,
                "height",
                side,
                "fit",
                "cover",
                "format",
                "jpeg",
                "quality",
                quality);
    }
}
