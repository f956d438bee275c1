"""P19 and P21: what a photo's whole life writes and what it leaves, beside the plainest table that keeps the same facts.

Single calls as PostgREST makes them (generate_upload_url, confirm_upload), then a worker's two calls, with the findings of a real photo:
50 EXIF tags and three variants. Beside it a table with the same columns and indexes and nothing else: an insert and two updates. WAL,
versions of rows and bytes are counts, which hold on a busy machine; full pages are not written in this stack.
"""

from bench import Sql, note, report

LIVES = 10_000
CHUNK = 500
GOAL_RATIO = 1.2
GOAL_BYTES = 2000
FUNCTIONS = """
drop schema if exists life cascade;
create schema life;
create table life.plain (like pgfiles.file including all);
-- What java_await_batch answers for photo n.
create function life.findings(n bigint, key text) returns jsonb language sql immutable as $$
select jsonb_build_object(
    'outcome', 'ready', 'sha256', encode(sha256(n::text::bytea), 'hex'), 'etag', md5(n::text), 'width', 8192, 'height', 5464,
    'perceptual_hash', hashint8extended(n, 5)::text,
    'variants', (
        select jsonb_agg(jsonb_build_object('name', v.name, 'key', regexp_replace(key, '[^/]*$', v.name || '-' || v.mark || '.jpg'),
            'file_type', 'image/jpeg', 'file_size', v.size + n * 7919 % v.size, 'width', v.width, 'height', v.width * 2 / 3))
        from (values ('thumbnail_small', '3f2a91bc', 9000, 150), ('thumbnail_medium', '77ab01ce', 60000, 640),
            ('thumbnail_large', '0bd11e5f', 250000, 1600)) v (name, mark, size, width)),
    'exif', jsonb_build_object(
        'latitude', 46 + n / 1e6, 'longitude', 7 + n / 2e6, 'altitude', n % 3000, 'captured_at', timestamptz '2024-01-01Z' + n * interval '37 s',
        'captured_at_local', timestamp '2024-01-01' + n * interval '37 s', 'camera_make', 'Canon', 'camera_model', 'Canon EOS R5',
        'lens_model', 'RF24-105mm F4 L IS USM', 'exposure_time', 0.004, 'f_number', 4, 'iso', 400, 'focal_length', 50, 'orientation', 1,
        'raw', jsonb_build_object('Make', 'Canon', 'Model', 'Canon EOS R5', 'Orientation', '1', 'X Resolution', '72 dots per inch',
            'Y Resolution', '72 dots per inch', 'Resolution Unit', 'Inch', 'Software', 'Adobe Photoshop Lightroom Classic 12.4 (Windows)',
            'Date/Time', to_char(timestamp '2024-01-01' + n * interval '37 s', 'YYYY:MM:DD HH24:MI:SS'), 'Exposure Time', '1/250 sec',
            'F-Number', 'f/4.0', 'Exposure Program', 'Aperture priority', 'ISO Speed Ratings', (100 * (1 + n % 64))::text,
            'Sensitivity Type', 'Recommended Exposure Index', 'Recommended Exposure Index', (100 * (1 + n % 64))::text, 'Exif Version', '2.32',
            'Date/Time Original', to_char(timestamp '2024-01-01' + n * interval '37 s', 'YYYY:MM:DD HH24:MI:SS'),
            'Date/Time Digitized', to_char(timestamp '2024-01-01' + n * interval '37 s', 'YYYY:MM:DD HH24:MI:SS'),
            'Time Zone', '+02:00', 'Time Zone Original', '+02:00', 'Time Zone Digitized', '+02:00', 'Components Configuration', 'YCbCr',
            'Shutter Speed Value', '1/249 sec', 'Aperture Value', 'f/4.0', 'Exposure Bias Value', '0 EV', 'Max Aperture Value', 'f/4.0',
            'Metering Mode', 'Multi-segment', 'Flash', 'Flash did not fire')
        || jsonb_build_object('Focal Length', (24 + n * 13 % 80) || ' mm', 'FlashPix Version', '1.00', 'Color Space', 'sRGB',
            'Exif Image Width', '8192 pixels', 'Exif Image Height', '5464 pixels', 'Custom Rendered', 'Normal process',
            'Exposure Mode', 'Auto exposure', 'White Balance Mode', 'Auto white balance', 'Scene Capture Type', 'Standard',
            'Body Serial Number', '062021004711', 'Lens Specification', '24-105mm f/4', 'Lens Model', 'RF24-105mm F4 L IS USM',
            'Lens Serial Number', '0000004711', 'GPS Version ID', '2.300', 'GPS Latitude Ref', 'N',
            'GPS Latitude', '46 30'' ' || n * 7919 % 6000 / 100.0 || '"', 'GPS Longitude Ref', 'E',
            'GPS Longitude', '7 50'' ' || n * 104729 % 6000 / 100.0 || '"', 'GPS Altitude Ref', 'Sea level',
            'GPS Altitude', n * 31 % 3000 || ' metres', 'GPS Time-Stamp', '10:00:12.000 UTC', 'GPS Date Stamp', '2024:01:01')))
$$;
-- Of 200 organizations with 20 users and 50 sites each.
create function life.claims(n bigint) returns text language sql immutable as $$
    select jsonb_build_object('role', 'authenticated', 'user', jsonb_build_object(
        'organization_id', 'life-' || n * 7919 % 200, 'user_id', 'user-' || n * 7919 % 200 || '-' || n % 20))::text $$;
create function life.site(n bigint) returns uuid language sql immutable as $$
    select overlay(md5('life-' || n * 7919 % 200 || '/' || n % 50) placing '5eed' from 1)::uuid $$;
insert into app.site (id, organization_id, name)
select distinct life.site(n), 'life-' || n * 7919 % 200, 'life' from generate_series(1, 10000) n on conflict do nothing;
insert into pgfiles.app_user (organization_id, user_id)
select distinct 'life-' || n * 7919 % 200, 'user-' || n * 7919 % 200 || '-' || n % 20 from generate_series(1, 10000) n on conflict do nothing;
create procedure life.live(first bigint, last bigint) language plpgsql as $$
declare
    v_id uuid;
    v_site text;
    v_batch jsonb;
begin
    for n in first .. last loop
        perform set_config('request.jwt.claims', life.claims(n), false);
        v_site := life.site(n);
        set role authenticated;
        v_id := (files.generate_upload_url('site', v_site, 'IMG_' || n || '.JPG', 'image/jpeg', 4000000 + n)).file_id;
        commit;
        set role authenticated;
        perform files.confirm_upload(v_id);
        commit;
        reset role;
        if n % 20 = 0 then
            v_batch := pgfiles.claim_jobs(20);
            commit;
            perform pgfiles.finish_jobs(v_batch, (
                select jsonb_agg(jsonb_build_object('job_id', j -> 'job_id')
                    || life.findings((select substr(f.file_name, 5, length(f.file_name) - 8)::bigint from pgfiles.file f
                        where f.s3_original_key = j ->> 'key'), j ->> 'key'))
                from jsonb_array_elements(v_batch -> 'jobs') j));
            commit;
        end if;
    end loop;
end
$$;
-- The same rows once more, with the columns that each step has written.
create procedure life.live_plainly(ids uuid[]) language plpgsql as $$
declare
    v_found text := (
        select string_agg(quote_ident(a.attname), ', ')
        from pg_attribute a
        where a.attrelid = 'life.plain'::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attname <> 'id');
    v_id uuid;
begin
    foreach v_id in array ids loop
        insert into life.plain
            (id, organization_id, owner_id, uploader_id, entity_type, entity_id, file_name, file_type, file_size, bucket, s3_original_key)
        select id, organization_id, owner_id, uploader_id, entity_type, entity_id, file_name, file_type, file_size, bucket, s3_original_key
        from pgfiles.file f where f.id = v_id;
        commit;
        update life.plain p set status = 'uploaded', uploaded_at = clock_timestamp() where p.id = v_id;
        commit;
        execute format('update life.plain p set (%1$s) = (select %1$s from pgfiles.file f where f.id = p.id) where p.id = $1', v_found)
            using v_id;
        commit;
    end loop;
end
$$"""
EMPTY = """delete from pgfiles.file where organization_id like 'life-%';
delete from app.site where name = 'life';
delete from pgfiles.app_user where organization_id like 'life-%';
drop schema if exists life cascade;
vacuum (analyze) pgfiles.file"""
VERSIONS = "select sum(n_tup_ins + n_tup_upd + n_tup_del), sum(n_tup_upd), sum(n_tup_hot_upd) from pg_stat_user_tables where {}"
OURS = "schemaname = 'pgfiles'"
SIZES = """select 'heap', pg_relation_size('pgfiles.file')
union all select 'TOAST', pg_table_size('pgfiles.file') - pg_relation_size('pgfiles.file')
union all select i.indexrelid::regclass::text, pg_relation_size(i.indexrelid) from pg_index i where i.indrelid = 'pgfiles.file'::regclass"""


def sizes(sql):
    return {name: float(size) for name, size in (line.split("|") for line in sql.rows(SIZES))}


def wal(sql):
    return sql.number("select pg_current_wal_insert_lsn() - '0/0'")


def figures(sql, statement):
    # Statistics arrive a moment after the commit.
    sql.rows("select pg_stat_force_next_flush(), pg_stat_clear_snapshot()")
    return [float(value or 0) for value in sql.value(statement).split("|")]


def vacuum_if_due(sql, table):
    """As autovacuum decides by default, but at once: it would look once a minute, which is a long time here."""
    dead, alive = figures(sql, f"select n_dead_tup, n_live_tup from pg_stat_user_tables where relid = '{table}'::regclass")
    if dead > 50 + 0.2 * alive:
        before = wal(sql)
        sql.rows(f"vacuum (analyze) {table}")
        return wal(sql) - before
    return 0


with Sql() as sql, Sql() as life:
    sql.rows("select pgfiles.unschedule_worker()")
    while sql.number("select files.stop_workers()") > 0:
        sql.rows("select pg_sleep(0.1)")
    sql.rows("truncate pgfiles.job")
    sql.rows(EMPTY)
    sql.rows("vacuum full pgfiles.file")
    sql.rows(FUNCTIONS)
    sql.rows("alter table pgfiles.file set (autovacuum_enabled = off); alter table life.plain set (autovacuum_enabled = off)")
    try:
        before = sizes(sql)
        versions, start, vacuumed = figures(sql, VERSIONS.format(OURS)), wal(sql), 0
        in_file = figures(sql, VERSIONS.format("relid = 'pgfiles.file'::regclass"))
        for first in range(1, LIVES, CHUNK):
            life.rows(f"call life.live({first}, {first + CHUNK - 1})")
            vacuumed += vacuum_if_due(sql, "pgfiles.file")
        life.close()
        ours = (wal(sql) - start - vacuumed) / LIVES
        all_rows = [(b - a) / LIVES for a, b in zip(versions, figures(sql, VERSIONS.format(OURS)))]
        file_rows = [(b - a) / LIVES for a, b in zip(in_file, figures(sql, VERSIONS.format("relid = 'pgfiles.file'::regclass")))]
        ready = sql.number("select count(*) from pgfiles.file where status = 'ready' and organization_id like 'life-%'")
        ids = sql.rows("select id from pgfiles.file where organization_id like 'life-%' order by id")
        start, vacuumed = wal(sql), 0
        for first in range(0, LIVES, CHUNK):
            sql.rows("call life.live_plainly('{" + ",".join(ids[first:first + CHUNK]) + "}')")
            vacuumed += vacuum_if_due(sql, "life.plain")
        plain = (wal(sql) - start - vacuumed) / LIVES
        left = {name: (size - before[name]) / LIVES for name, size in sizes(sql).items()}
    finally:
        sql.rows("alter table pgfiles.file reset (autovacuum_enabled)")
        sql.rows(EMPTY)
        sql.rows("select pgfiles.schedule_worker()")

if ready != LIVES:
    raise SystemExit(f"bench: {ready:.0f} of {LIVES} files became ready")
hot = file_rows[2] / file_rows[1]
report(
    "P19",
    f"{ours:.0f} bytes of WAL a file's life, {all_rows[0]:.1f} versions of rows; of its {file_rows[1]:.0f} updates {hot:.0%} HOT",
    f"a plain table with its columns and indexes {plain:.0f} bytes, 3 versions",
    f"{ours / plain:.2f}x and {all_rows[0] / 3:.1f}x (goal {GOAL_RATIO}x, 50 %)",
    ours <= GOAL_RATIO * plain and all_rows[0] <= GOAL_RATIO * 3 and hot >= 0.5,
)
heap, toast = left.pop("heap"), left.pop("TOAST")
indexes = sum(left.values())
report(
    "P21",
    f"{heap + toast + indexes:.0f} bytes a photo with 50 EXIF tags and three variants",
    f"heap {heap:.0f}, TOAST {toast:.0f}, indexes {indexes:.0f}",
    f"{(heap + toast + indexes) / GOAL_BYTES:.2f}x (goal {GOAL_BYTES})",
    heap + toast + indexes <= GOAL_BYTES,
)
note(", ".join(f"{name.replace('pgfiles.', '')} {size:.0f}" for name, size in sorted(left.items(), key=lambda item: -item[1])))
