/**
 * A batch of jobs: read from JSON, done on a few threads, answered in JSON. The way of a photo is {@link
 * org.pgfiles.worker.Batch}, JobRun, ProcessFileTask, ImageTask. The fields are written down in
 * {@code docs/reference/worker-batch.md}.
 */
@NullMarked
package org.pgfiles.worker;

import org.jspecify.annotations.NullMarked;
