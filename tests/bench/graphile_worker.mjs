// One process of Graphile Worker with a task that does nothing, for p8_queue.py; the database is that of the environment.
import pg from "pg";
import { Logger, run } from "graphile-worker";

const pgPool = new pg.Pool({ max: 30, application_name: "graphile" });
const ignored = () => {};
pgPool.on("error", ignored);
pgPool.on("connect", (client) => client.on("error", ignored));
await run({
    pgPool,
    concurrency: 24,
    pollInterval: 100,
    logger: new Logger(() => () => {}),
    preset: { worker: { localQueue: { size: 500 } } },
    taskList: { no_op: async () => {} },
});
console.log("running");
