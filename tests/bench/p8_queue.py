"""P8: jobs that do nothing, claimed and finished: a burst of 1,000 on an idle queue, and the first seconds of 1,000,000.

Ours go the whole way of a job: claimed, through Java, finished. Beside it in the same server Graphile Worker with an empty task, 24 at
a time in each process, with its local queue. A rate at 1,000 is from the commit of the burst until its last job is gone; one at 1,000,000 is
of five seconds in the midst.
"""

import os
import shutil
import statistics
import subprocess
import time

from bench import ENV, HERE, Sql, note, report

BURSTS = 7
MANY = 1_000_000
SECONDS = 5
NODE = os.path.join(os.path.dirname(ENV["BENCH_WORK"]), "node")
FUNCTIONS = """
create or replace function pg_temp.seconds_until_empty(jobs regclass) returns double precision language plpgsql as $$
declare
    v_started_at timestamptz := clock_timestamp();
    v_is_left boolean := true;
begin
    while v_is_left loop
        perform pg_sleep(0.002);
        execute format('select exists (select from %s)', jobs) into v_is_left;
    end loop;
    return extract(epoch from clock_timestamp() - v_started_at);
end
$$;
create or replace procedure pg_temp.drain(seconds integer) language plpgsql as $$
declare
    v_until timestamptz := clock_timestamp() + make_interval(secs => seconds);
    v_batch jsonb;
begin
    while clock_timestamp() < v_until loop
        v_batch := pgfiles.claim_jobs(500, '{no_op}', v_batch -> 'last');
        commit;
        perform pgfiles.finish_jobs(v_batch, (
            select jsonb_agg(j || '{"outcome":"ready"}') from jsonb_array_elements(v_batch -> 'jobs') j));
        commit;
    end loop;
end
$$"""


class Ours:
    jobs = "pgfiles.job"

    def add(self, sql, count):
        sql.rows(f"insert into pgfiles.job (kind) select 'no_op' from generate_series(1, {count})")

    def start(self):
        command = "call pgfiles.run_worker(max_seconds => 3600, kinds => '{no_op}')"
        return subprocess.Popen([os.path.join(ENV["PG_BIN"], "psql"), "-Xq", "-c", command], stderr=subprocess.DEVNULL)

    def stop(self, sql, workers):
        sql.rows("select files.stop_workers()")
        for worker in workers:
            worker.wait()


class GraphileWorker:
    jobs = "graphile_worker._private_jobs"

    def __init__(self):
        os.makedirs(NODE, exist_ok=True)
        if not os.path.isdir(os.path.join(NODE, "node_modules", "graphile-worker")):
            npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", NODE, "graphile-worker"]
            subprocess.run(npm, check=True, stdout=subprocess.DEVNULL)
        shutil.copy(os.path.join(HERE, "graphile_worker.mjs"), NODE)

    def add(self, sql, count):
        sql.rows(
            "insert into graphile_worker._private_jobs (task_id) select t.id from graphile_worker._private_tasks t,"
            f" generate_series(1, {count}) where t.identifier = 'no_op'"
        )
        # As its add_job does.
        sql.rows(f"""select pg_notify('jobs:insert', '{{"r":"bench","count":{min(count, 1000)}}}')""")

    def start(self):
        script = os.path.join(NODE, "graphile_worker.mjs")
        worker = subprocess.Popen(["node", script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        worker.stdout.readline()
        return worker

    def stop(self, sql, workers):
        for worker in workers:
            worker.terminate()
        sql.rows("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'graphile'")
        for worker in workers:
            worker.wait()


def burst(sql, queue):
    queue.add(sql, 1000)
    return 1000 / sql.number(f"select pg_temp.seconds_until_empty('{queue.jobs}')")


def in_the_midst(sql, queue, count):
    workers = [queue.start() for _ in range(count)]
    burst(sql, queue)
    sql.rows("begin")
    queue.add(sql, MANY)
    # Before anyone plans a query without knowing how many there are.
    sql.rows(f"analyze {queue.jobs}")
    sql.rows("commit")
    time.sleep(1)
    left, start = sql.number(f"select count(*) from {queue.jobs}"), time.perf_counter()
    time.sleep(SECONDS)
    rate = (left - sql.number(f"select count(*) from {queue.jobs}")) / (time.perf_counter() - start)
    queue.stop(sql, workers)
    sql.rows(f"truncate {queue.jobs}")
    return rate


def rates(sql, queues, count):
    """The rate of each queue with so many workers: at 1,000 in turns, then at 1,000,000."""
    workers = {queue: [queue.start() for _ in range(count)] for queue in queues}
    bursts = {queue: [] for queue in queues}
    for queue in queues:
        burst(sql, queue)
    for _ in range(BURSTS):
        for queue in queues:
            bursts[queue].append(burst(sql, queue))
    for queue in queues:
        queue.stop(sql, workers[queue])
    many = {queue: in_the_midst(sql, queue, count) for queue in queues}
    return {queue: (statistics.median(bursts[queue]), many[queue]) for queue in queues}


with Sql() as sql:
    sql.rows(FUNCTIONS)
    # The stack's own worker would help.
    sql.rows("select pgfiles.unschedule_worker()")
    # Again and again: pg_cron may be about to start one.
    while sql.number("select files.stop_workers()") > 0:
        time.sleep(0.1)
    sql.rows("truncate pgfiles.job")
    ours, graphile = Ours(), GraphileWorker()
    one, two = (rates(sql, [ours, graphile], count) for count in (1, 2))
    ours.add(sql, MANY)
    sql.rows(f"call pg_temp.drain({SECONDS})")
    alone = (MANY - sql.number("select count(*) from pgfiles.job")) / SECONDS
    sql.rows("truncate pgfiles.job")
    sql.rows("drop schema graphile_worker cascade")
    sql.rows("select pgfiles.schedule_worker()")

(few, many), (graphile_few, graphile_many) = two[ours], two[graphile]
report(
    "P8",
    f"{few:.0f} jobs/s of 1,000 waiting, {many:.0f} of 1,000,000, two workers (goal 3,000)",
    f"Graphile Worker {graphile_few:.0f} and {graphile_many:.0f}",
    f"{few / graphile_few:.1f}x and {many / graphile_many:.1f}x",
    min(few, many) >= 3000,
)
(few, many), (graphile_few, graphile_many) = one[ours], one[graphile]
note(f"one worker: {few:.0f} and {many:.0f}; Graphile Worker {graphile_few:.0f} and {graphile_many:.0f}")
note(f"claim and finish without Java, one session, 1,000,000 waiting: {alone:.0f} jobs/s")
note("pgmq is not beside it: no package of it for Debian")
