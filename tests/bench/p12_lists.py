"""P12: what row-level security costs: a page of 50 among 1,000,000 files of 1,000 organizations, as PostgREST asks for it.

Beside it the same page without row-level security, with the organization in the query instead. The callers: an owner of
files, a colleague who owns nothing and sees files by their sites, an admin, and a newcomer from whom all sites are hidden.
"""

from bench import Sql, fill, interleaved, note, report

ROUNDS = 5
FILES = 1000000
GOAL_MS = 0.3
FILL = f"""
insert into app.site (id, organization_id, name)
select ('b0110000-0000-4000-8000-' || lpad((1000 * s + o)::text, 12, '0'))::uuid, 'policy' || o, 'site'
from generate_series(0, 999) o, generate_series(1, 20) s;
insert into pgfiles.file
    (id, organization_id, owner_id, entity_type, entity_id, file_name, file_type, file_size, bucket, s3_original_key, status, created_at)
select pgfiles.uuid_v7(), 'policy' || o, n % 20, case when n / 20 % 10 > 0 then 'site' end,
    case when n / 20 % 10 > 0 then 'b0110000-0000-4000-8000-' || lpad((1000 * (1 + n / 50) + o)::text, 12, '0') end,
    n || '.jpg', 'image/jpeg', 1000 + n, 'main', format('policy%s/%s', o, n),
    case when n / 20 % 10 = 1 then 'pending' else 'ready' end, now() - make_interval(secs => 1000 * n + o)
from generate_series(0, {FILES // 1000 - 1}) n, generate_series(0, 999) o;
-- The hidden ones: of an organization whose sites have gone to another.
update app.site set organization_id = 'elsewhere' where organization_id = 'policy8'"""
EMPTY = """
delete from pgfiles.file where organization_id like 'policy%';
delete from app.site where id::text like 'b0110000-%'"""
PAGE = """with pgrst_source as (
    select f.id, f.file_name, f.file_size, f.created_at from {relation} f where true {filter}
    order by f.created_at desc limit 50 offset 0)
select coalesce(json_agg(_postgrest_t), '[]') from (select * from pgrst_source) _postgrest_t"""
SITE = "and f.entity_type = 'site' and f.entity_id = 'b0110000-0000-4000-8000-000000001007'"
CALLERS = {"owner": ("policy7", "3", ""), "colleague": ("policy7", "newcomer", ""), "admin": ("policy7", "boss", "org_admin"),
           "hidden": ("policy8", "newcomer", "")}
LISTS = {"latest": "", "mine": "and f.owner_id = '3'", "of a site": SITE}


def sign_in(sql, organization, user, role):
    sql.rows(f"""set request.jwt.claims = '{{"role": "authenticated", "user":
        {{"organization_id": "{organization}", "user_id": "{user}", "role": "{role}"}}}}'""")
    sql.rows("set role authenticated")


def each(sql, relation, where, calls=100):
    statement = PAGE.format(relation=relation, filter=where)
    return lambda: sql.number(f"select bench.time_each_ms($q$({statement})$q$, {calls})")


def median_ms(where):
    """Milliseconds of a page for each caller, and without row-level security."""
    contestants = {name: each(sessions[name], "files.files", where, 100 if name != "hidden" else 5) for name in CALLERS}
    contestants["without"] = each(dba, "pgfiles.file", f"and f.organization_id = 'policy7' {where}")
    return interleaved(ROUNDS, **contestants)


with Sql() as dba:
    fill(dba, EMPTY)
    fill(dba, FILL)
    sessions = {name: Sql() for name in CALLERS}
    try:
        for name, caller in CALLERS.items():
            sign_in(sessions[name], *caller)
        ms = {name: median_ms(where) for name, where in LISTS.items()}
    finally:
        for session in sessions.values():
            session.close()
        fill(dba, EMPTY)

latest = ms["latest"]
report(
    "P12",
    f"{latest['colleague']:.2f} ms for the latest 50 of {FILES:,} files, seen by their sites",
    f"without row-level security {latest['without']:.2f} ms",
    f"{latest['colleague'] / latest['without']:.1f}x (goal {GOAL_MS} ms)",
    latest["colleague"] <= GOAL_MS,
)
for name in LISTS:
    figures = ms[name]
    note(f"{name}: owner {figures['owner']:.2f}, colleague {figures['colleague']:.2f}, admin {figures['admin']:.2f}, "
         f"without row-level security {figures['without']:.2f} ms")
note(f"a newcomer who sees none of his organization's {FILES // 1000:,} files: {latest['hidden']:.1f} ms, "
     f"{latest['hidden'] * 1e6 / FILES:.0f} us for each file that is hidden from him")
