"""P9: generate_upload_url through PostgREST, over HTTP, beside an RPC that inserts one row and nothing else.

Keep-alive connections in a closed loop, the load generator on the same machine. 5,000 users of a hundred organizations take turns,
each with a token of its own and a site of its organization, so that no row is locked by all of them. Before that, every backend of
PostgREST's pool gets some hundred calls, until its Java is compiled. Each round has the pending files of all rounds before.
"""

import json
import os

from bench import ENV, Sql, note, report, token
from http_load import CONNECTIONS, cpu, load

ORGANIZATIONS = 100
USERS = 5000
WARM_UP_SECONDS = 15
SECONDS = 10
ROUNDS = 3
GOAL_RATIO = 0.6
GOAL_CPU_MS = 0.6
# The same arguments and as many columns, indexes like those that any table of uploads would have.
BARE = """
drop table if exists public.bare_upload;
create table public.bare_upload (
    id uuid primary key default gen_random_uuid(), entity_type text, entity_id text, file_name text, file_type text, file_size bigint,
    created_at timestamptz not null default now());
create index on public.bare_upload (entity_type, entity_id, created_at);
create or replace function files.bare_upload(entity_type text, entity_id text, file_name text, file_type text, file_size bigint)
    returns uuid language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    insert into public.bare_upload (entity_type, entity_id, file_name, file_type, file_size)
    values (entity_type, entity_id, file_name, file_type, file_size) returning id $$;
grant execute on function files.bare_upload to authenticated;
notify pgrst, 'reload schema'"""


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


def measured(sql, name):
    """A round: requests per second, failures, latencies, and CPU ms a call of PostgreSQL, PostgREST, generator, machine."""
    before = cpu(sql)
    per_second, *rest = load(f"rpc/{name}", requests, SECONDS, warm_up=1)
    # The generator's warm-up second is in its CPU time, too.
    calls = per_second * (SECONDS + 1)
    return per_second, *rest, [1000 * (after - start) / calls for after, start in zip(cpu(sql), before)]


requests = os.path.join(ENV["BENCH_WORK"], "requests")
write_requests(requests)
rounds = {"generate_upload_url": [], "bare_upload": []}
with Sql() as sql:
    sql.rows("insert into app.site (id, organization_id, name) "
             f"select ('be9c0000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'bench' || n, 'site' "
             f"from generate_series(0, {ORGANIZATIONS - 1}) n on conflict do nothing")
    sql.rows("insert into pgfiles.setting values ('user_calls_per_minute', '6000') on conflict (name) do update set value = '6000'")
    sql.rows(BARE)
    for name in rounds:
        load(f"rpc/{name}", requests, WARM_UP_SECONDS)
    for _ in range(ROUNDS):
        for name in rounds:
            rounds[name].append(measured(sql, name))
    sql.rows("delete from pgfiles.file where organization_id ~ '^bench[0-9]+$'; delete from pgfiles.setting where name = "
             "'user_calls_per_minute'; drop function files.bare_upload; drop table public.bare_upload; notify pgrst, 'reload schema'")

ours, bare = (sorted(figures)[ROUNDS // 2] for figures in rounds.values())
per_second, failed, median, p95, p99, worst, (backends, postgrest, generator, machine) = ours
ratio = per_second / bare[0]
report(
    "P9",
    f"{per_second:.0f} generate_upload_url/s over HTTP, {backends:.2f} ms of PostgreSQL's CPU a call",
    f"bare insert {bare[0]:.0f}/s, {bare[6][0]:.2f} ms",
    f"{ratio:.2f}x (goals {GOAL_RATIO}x, {GOAL_CPU_MS} ms)",
    ratio >= GOAL_RATIO and backends <= GOAL_CPU_MS and failed == 0,
)
slowest = min(rounds["generate_upload_url"])
note(f"{CONNECTIONS} connections: median {median:.1f}, 95 % {p95:.1f}, 99 % {p99:.0f}, worst {worst:.0f} ms, {failed:.0f} failed; rounds "
     f"{', '.join(f'{r[0]:.0f}/s' for r in rounds['generate_upload_url'])}, the slowest {slowest[0]:.0f}/s with p99 {slowest[4]:.0f} ms")
note(f"CPU ms a call: PostgREST {postgrest:.2f}, load generator {generator:.2f}; everything else on this machine took "
     f"{100 * (1 - (backends + postgrest + generator) / machine):.0f} % of what was used")
