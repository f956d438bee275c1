"""P13: a statement that deletes 100,000 files, with its audit lines and its counts, beside the same one without our triggers."""

from bench import Sql, fill, interleaved, note, report

ROUNDS = 3
FILES = 100000
GOAL = 2.5
FILL = f"""
insert into pgfiles.file
    (id, organization_id, owner_id, file_name, file_type, file_size, bucket, s3_original_key, status, exif)
select pgfiles.uuid_v7(), 'gone', n % 20, n || '.jpg', 'image/jpeg', 1000 + n, 'main', 'gone/' || n, 'ready',
    (select jsonb_object_agg('Tag ' || t, md5(t::text)) from generate_series(1, 40) t)
from generate_series(1, {FILES}) n"""
EMPTY = "delete from pgfiles.file where organization_id = 'gone'"


def delete(sql, triggers):
    """Milliseconds, rolled back."""
    sql.rows("begin")
    if not triggers:
        sql.rows("alter table pgfiles.file disable trigger user")
    before = sql.number("select 1000 * extract(epoch from clock_timestamp())")
    sql.rows(EMPTY)
    after = sql.number("select 1000 * extract(epoch from clock_timestamp())")
    sql.rows("rollback")
    return after - before


with Sql() as dba:
    fill(dba, EMPTY)
    fill(dba, FILL)
    ms = interleaved(ROUNDS, ours=lambda: delete(dba, True), plain=lambda: delete(dba, False))
    fill(dba, EMPTY)

report(
    "P13",
    f"{ms['ours']:.0f} ms for {FILES:,} files",
    f"without our triggers {ms['plain']:.0f}",
    f"{ms['ours'] / ms['plain']:.1f}x (goal {GOAL})",
    ms["ours"] <= GOAL * ms["plain"],
)
