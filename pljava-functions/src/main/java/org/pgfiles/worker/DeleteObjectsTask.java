package org.pgfiles.worker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pgfiles.storage.Deletion;

/** Deletes objects; what is achieved is reported also if the rest has to be left. */
final class DeleteObjectsTask {
    private DeleteObjectsTask() {}

    static void run(Job.DeleteObjects job, Workbench bench) {
        long start = System.nanoTime();
        Deletion deletion = bench.store(job.bucket()).deletion(job.canDeleteMany(), bench.isStopped());
        try {
            deletion.run(job.objects());
        } finally {
            List<Map<String, Object>> undeleted = new ArrayList<>();
            deletion.undeleted().forEach((id, problem) -> {
                Map<String, Object> object = new LinkedHashMap<>();
                object.put("id", id);
                object.put("problem", problem);
                undeleted.add(object);
            });
            Report report = bench.report();
            report.put("deleted", deletion.deleted());
            report.put("undeleted", undeleted);
            report.put("deletes_many", deletion.deletesMany());
            report.addTime("delete", System.nanoTime() - start);
        }
    }
}
