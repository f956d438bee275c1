"""P10: 10,000 uploads begun and confirmed by one call each, with some errors among them, beside plain inserts.

The plain insert is the same statement that the extension's own ends in, for a table with the same columns and indexes and
nothing else: no checks, no triggers, no signatures, no queue. All is rolled back.
"""

from bench import Sql, interleaved, note, report

ROUNDS = 5
ITEMS = 10000
ENTITIES = 1000
GOAL_BEGIN_MS = 500
GOAL_CONFIRM_MS = 300
GOAL_RATIO = 5
SITE = "('be9d0000-0000-4000-8000-' || lpad((n % {entities})::text, 12, '0'))"
# One item in a hundred is refused: too large, of a wrong type, of an entity that is not there.
ITEM = """jsonb_build_object('entity_type', 'site', 'entity_id', case when n % 300 = 7 then 'nowhere' else {site} end,
    'file_name', n || '.jpg', 'file_type', case when n % 300 = 107 then 'text/html' else 'image/jpeg' end,
    'file_size', case when n % 300 = 207 then 1e12 else 1000 + n end)"""
BEGIN = "files.generate_upload_urls((select jsonb_agg({item}) from generate_series(1, {items}) n))"
PLAIN = """insert into public.plain_file
    (id, organization_id, owner_id, entity_type, entity_id, file_name, file_type, file_size, bucket, s3_original_key)
select pgfiles.uuid_v7_at(1700000000000000 + n), 'bench', 'bench', 'site', {site}, n || '.jpg', 'image/jpeg', 1000 + n, 'main',
    'bench/site/' || {site} || '/' || n || '/original.jpg'
from generate_series(1, {items}) n"""


def timed(sql, statement, prepare="select"):
    """Milliseconds that a statement takes in a transaction that is rolled back."""

    def run():
        sql.rows("begin")
        sql.rows(prepare)
        sql.rows("create temp table started on commit drop as select clock_timestamp() as at")
        sql.rows(statement)
        ms = sql.number("select extract(epoch from clock_timestamp() - at) * 1000 from started")
        sql.rows("rollback")
        return ms

    return run


def batch(entities):
    return BEGIN.format(item=ITEM.format(site=SITE.format(entities=entities)), items=ITEMS)


with Sql() as dba, Sql(user=True) as ours, Sql() as plain:
    dba.rows("insert into pgfiles.setting values ('user_calls_per_minute', '0') on conflict (name) do update set value = '0'")
    dba.rows("insert into app.site (id, organization_id, name) "
             f"select ('be9d0000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'bench', 'site' "
             f"from generate_series(0, {ENTITIES - 1}) n on conflict do nothing")
    dba.rows("drop table if exists public.plain_file; create table public.plain_file (like pgfiles.file including all)")
    begin = f"create temp table begun on commit drop as select * from {batch(ENTITIES)}"
    confirm = "select count(status) from files.confirm_uploads(array(select file_id from begun where url is not null))"
    contestants = dict(
        begin=timed(ours, f"select count(url) from {batch(ENTITIES)}"),
        one_entity=timed(ours, f"select count(url) from {batch(1)}"),
        confirm=timed(ours, confirm, prepare=begin),
        plain=timed(plain, PLAIN.format(site=SITE.format(entities=ENTITIES), items=ITEMS)),
    )
    for run in contestants.values():
        run()
    ms = interleaved(ROUNDS, **contestants)
    ours.rows("begin")
    refused = ours.number(f"select count(error) from {batch(ENTITIES)}")
    # A transaction id for each item would be that many more.
    used = ours.number("select count(distinct xmin::text) from pgfiles.file where organization_id = 'bench' and created_at = now()")
    ours.rows("rollback")
    dba.rows("drop table public.plain_file; delete from app.site where id::text like 'be9d0000-%'; "
             "delete from pgfiles.setting where name = 'user_calls_per_minute'")

ratio = ms["begin"] / ms["plain"]
report(
    "P10",
    f"{ITEMS:,} uploads begun in {ms['begin']:.0f} ms, confirmed in {ms['confirm']:.0f} ms",
    f"plain insert of as many rows {ms['plain']:.0f} ms",
    f"{ratio:.1f}x (goals {GOAL_BEGIN_MS} and {GOAL_CONFIRM_MS} ms, {GOAL_RATIO}x)",
    ms["begin"] <= GOAL_BEGIN_MS and ms["confirm"] <= GOAL_CONFIRM_MS and ratio <= GOAL_RATIO,
)
note(f"over {ENTITIES:,} entities, {refused:.0f} items refused, {used:.0f} transaction ids; all of one entity: "
     f"{ms['one_entity']:.0f} ms")
