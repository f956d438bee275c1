"""P9: generate_upload_url through PostgREST, over HTTP, with the load generator on the same machine.

Keep-alive connections in a closed loop. 5,000 users of a hundred organizations take turns, each with a token of its own and a
site of its organization, so that no row is locked by all of them. Figures are of a whole run: the median round by its rate. Before that, every backend of PostgREST's
pool gets some hundred calls, until its Java is compiled.
"""

import json
import os
import resource
import subprocess

from bench import ENV, Sql, note, report, token

ORGANIZATIONS = 100
USERS = 5000
CONNECTIONS = 8
WARM_UP_SECONDS = 15
SECONDS = 10
ROUNDS = 3
GOAL_PER_SECOND = 800
GOAL_MS = 30
STACK = os.path.dirname(ENV["PGHOST"])
TICKS = os.sysconf("SC_CLK_TCK")


def site(organization):
    return f"be9c0000-0000-4000-8000-{organization:012}"


def write_requests(path):
    """A line for each user: the token, and the arguments of the call."""
    with open(path, "w", encoding="utf-8") as f:
        for user in range(USERS):
            organization = user % ORGANIZATIONS
            arguments = {
                "entity_type": "site",
                "entity_id": site(organization),
                "file_name": "photo.jpg",
                "file_type": "image/jpeg",
                "file_size": 100000 + user,
            }
            f.write(f"Bearer {token(f'user{user}', f'bench{organization}')}\t{json.dumps(arguments)}\n")


def cpu_seconds(pid):
    """CPU time of a process and of those of its children that have ended."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as f:
        return sum(int(ticks) for ticks in f.read().rsplit(")", 1)[1].split()[11:15]) / TICKS


def pid_of(path):
    with open(os.path.join(STACK, path), encoding="ascii") as f:
        return int(f.readline())


def busy_seconds():
    """CPU time of the whole machine."""
    with open("/proc/stat", encoding="ascii") as f:
        user, nice, system, _, _, irq, softirq, *_ = (int(ticks) for ticks in f.readline().split()[1:])
    return (user + nice + system + irq + softirq) / TICKS


def cpu(sql):
    """CPU seconds so far: PostgreSQL's client backends, PostgREST, load generators, the machine."""
    backends = sql.rows("select pid from pg_stat_activity where usename = 'authenticator'")
    generators = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (
        sum(cpu_seconds(pid) for pid in backends),
        cpu_seconds(pid_of("run/postgrest.pid")),
        generators.ru_utime + generators.ru_stime,
        busy_seconds(),
    )


def load(path, seconds, warm_up=0):
    """Requests per second, failures, and ms at 50, 95, 99 and 100 per cent."""
    java = os.path.join(ENV["JAVA_HOME"], "bin", "java")
    url = f"{ENV['POSTGREST_URL']}/rpc/generate_upload_url"
    command = [java, "-Xmx128m", "-XX:+UseSerialGC", "-cp", ENV["BENCH_CLASSPATH"], "HttpLoad"]
    output = subprocess.run(
        [*command, url, str(CONNECTIONS), str(warm_up), str(seconds), path], check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    answered, failed, *latencies = (float(figure) for figure in output.split())
    return answered / seconds, failed, *latencies


requests = os.path.join(ENV["BENCH_WORK"], "requests")
write_requests(requests)
rounds = []
with Sql() as sql:
    sql.rows("insert into app.site (id, organization_id, name) "
             f"select ('be9c0000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'bench' || n, 'site' "
             f"from generate_series(0, {ORGANIZATIONS - 1}) n on conflict do nothing")
    load(requests, WARM_UP_SECONDS)
    for _ in range(ROUNDS):
        before = cpu(sql)
        figures = load(requests, SECONDS, warm_up=1)
        used = [after - start for after, start in zip(cpu(sql), before)]
        rounds.append((*figures, used))
    sql.rows("delete from pgfiles.file where organization_id ~ '^bench[0-9]+$'")

per_second, failed, median, p95, p99, worst, used = sorted(rounds)[len(rounds) // 2]
# The generator's warm-up second is in its CPU time, too.
calls = per_second * (SECONDS + 1)
backends, postgrest, generator, machine = (1000 * seconds / calls for seconds in used)
report(
    "P9",
    f"{per_second:.0f} generate_upload_url/s over HTTP, p99 {p99:.0f} ms",
    "a client that polls 500-1,000 ms (not run here)",
    f"goal {GOAL_PER_SECOND}/s, p99 {GOAL_MS} ms",
    per_second >= GOAL_PER_SECOND and p99 <= GOAL_MS and failed == 0,
)
note(f"{CONNECTIONS} connections: median {median:.1f}, 95 % {p95:.1f}, worst {worst:.0f} ms, {failed:.0f} failed; "
     f"rounds {', '.join(f'{r[0]:.0f}/s {r[4]:.0f} ms' for r in rounds)}")
note(f"CPU ms a call: PostgreSQL {backends:.2f}, PostgREST {postgrest:.2f}, load generator {generator:.2f}: alone on this machine, "
     f"{os.cpu_count() * 1000 / (backends + postgrest + generator):.0f}/s; everything else on it took "
     f"{100 * (1 - (backends + postgrest + generator) / machine):.0f} % of what was used")
