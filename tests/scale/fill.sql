-- What an installation has in it: rows as the application would have made them, in as few statements as can be. Run once, count.sql
-- first; it only makes functions, scale.first_hour() and scale.grow(files), and what they need.

-- Nobody takes a lease here.
insert into pgfiles.setting (name, value) values ('lease_required', 'off');

-- As set-based inserts pass over what the application does row by row, its triggers are off (session_replication_role), and the counts
-- of the quota, whose trigger fires nevertheless, are written as if each upload had been counted by itself.
create function scale.pass_over() returns trigger language plpgsql as 'begin return null; end';
create trigger pass_over before insert on pgfiles.quota_usage
    for each row when (current_setting('scale.is_filling', true) = 'on') execute function scale.pass_over();
alter table pgfiles.quota_usage enable always trigger pass_over;

-- One of count, by chance, but the same at every run.
create function scale.pick(n bigint, salt integer, count bigint)
    returns bigint
    language sql
    immutable
as $$
    select abs(hashint8(n * 1000 + salt)::bigint) % count
$$;

create function scale.site_id(organization_id text, n bigint)
    returns uuid
    language sql
    immutable
as $$
    select md5(organization_id || ' ' || n::text)::uuid
$$;

-- What is decided about an upload; the rest follows from it. look: of its picture.
create unlogged table scale.upload (
    n bigint, organization_id text, owner_id text, site bigint, file_name text, status text, status_reason text, upload_method text,
    look bigint, created_at timestamptz);

create procedure scale.insert_uploads()
    language sql
as $$
    insert into pgfiles.app_user (organization_id, user_id, handle)
    select distinct u.organization_id, u.owner_id, u.owner_id from scale.upload u
    on conflict do nothing;

    insert into app.site (id, organization_id, name)
    select distinct on (u.organization_id, u.site) scale.site_id(u.organization_id, u.site), u.organization_id, 'Site ' || u.site
    from scale.upload u
    where u.site is not null
    order by u.organization_id, u.site
    on conflict do nothing;

    -- Step by step, or each value would be worked out again wherever it is used.
    with identified as materialized (
        select u.*, p.id as uploader_id,
            case when u.file_name like '%.jpg' then 'image/jpeg' else 'application/pdf' end as file_type,
            case when u.site is not null then 'site' end as entity_type,
            scale.site_id(u.organization_id, u.site)::text as entity_id,
            u.status = 'ready' or u.status_reason = 'quarantined' as is_processed,
            -- uuid version 7: the moment, then by chance.
            (lpad(to_hex((extract(epoch from u.created_at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(u.n % 4096), 3, '0')
                || '8' || left(md5(u.n || u.file_name || u.organization_id), 15))::uuid as id
        from scale.upload u
        join pgfiles.app_user p on p.organization_id = u.organization_id and p.user_id = u.owner_id
    ), placed as materialized (
        select i.*, i.is_processed and i.file_type = 'image/jpeg' as is_photo,
            pgfiles.original_key(i.organization_id, i.entity_type, i.entity_id, i.id, i.file_type) as key
        from identified i
    )
    insert into pgfiles.file (
        id, organization_id, owner_id, uploader_id, entity_type, entity_id, file_name, file_type, file_size, sha256, bucket,
        s3_original_key, upload_method, form_max_size, use_location, status, status_reason, created_at, uploaded_at, processed_at,
        width, height, latitude, longitude, captured_at, captured_at_local, camera_make, camera_model, exposure_time, f_number, iso,
        focal_length, orientation, exif, perceptual_hash, variants)
    select u.id, u.organization_id, u.owner_id, u.uploader_id, u.entity_type, u.entity_id, u.file_name, u.file_type,
        case when u.status = 'ready' or u.upload_method in ('put', 'multipart') then 20000000 + u.n % 1000 end,
        case when u.is_processed then encode(sha256(u.id::text::bytea), 'hex') end,
        'main', u.key, u.upload_method, case when u.upload_method in ('unsized_put', 'form') then 52428800 end,
        u.site is not null, u.status, u.status_reason, u.created_at,
        case when u.status <> 'pending' then u.created_at + interval '1 second' end,
        case when u.status in ('ready', 'rejected', 'failed') then u.created_at + interval '2 seconds' end,
        p.*
    from placed u
    left join lateral (
        select 4000, 3000, 46.5 + u.n % 1000 / 1000.0, 7.5 + u.n % 999 / 1000.0, u.created_at - interval '1 hour',
            u.created_at::timestamp - interval '1 hour', 'NIKON CORPORATION', 'NIKON D750', 0.004, 8, 100, 35, 1,
            jsonb_build_object(
                'Make', 'NIKON CORPORATION', 'Model', 'NIKON D750', 'Orientation', '1', 'ExposureTime', '1/250', 'FNumber', '8.0',
                'ISOSpeedRatings', '100', 'DateTimeOriginal', to_char(u.created_at, 'YYYY:MM:DD HH24:MI:SS'), 'FocalLength', '35 mm',
                'Software', 'Ver.1.02', 'WhiteBalance', 'Auto', 'MeteringMode', 'Multi-segment', 'GPSVersionID', '2.3.0.0'),
            u.look,
            jsonb_build_object(
                'thumbnail_small', jsonb_build_object('s3_key', left(u.key, -12) || 'thumbnail_small-0a1b2c3d.jpg',
                    'file_type', 'image/jpeg', 'file_size', 9000, 'width', 150, 'height', 150),
                'thumbnail_medium', jsonb_build_object('s3_key', left(u.key, -12) || 'thumbnail_medium-0a1b2c3d.jpg',
                    'file_type', 'image/jpeg', 'file_size', 40000, 'width', 400, 'height', 400),
                'thumbnail_large', jsonb_build_object('s3_key', left(u.key, -12) || 'thumbnail_large-0a1b2c3d.jpg',
                    'file_type', 'image/jpeg', 'file_size', 120000, 'width', 800, 'height', 800))
    ) p on u.is_photo
    order by u.created_at;

    -- A sixth is in the trash, half of it put there by somebody else.
    update pgfiles.file f
    set deleted_at = f.created_at + interval '1 minute', deletion_cause = 'deleted', purge_at = now() + interval '10 days',
        deleted_by = case when f.file_name = 'deleted.jpg' or abs(hashtext(f.id::text)) % 12 < 6 then f.owner_id else 'cleaner' end
    where f.deleted_at is null and (f.file_name = 'deleted.jpg' or f.file_name ~ '^[0-9]+[.]' and abs(hashtext(f.id::text)) % 6 = 0);
$$;

-- What belongs to the files that have no line in the audit yet.
create procedure scale.insert_what_follows()
    language sql
as $$
    -- Batches of 50 are leased together.
    insert into pgfiles.job (kind, file_id, priority, run_at, leased_until, attempts, died_at, last_error, created_at)
    select j.kind, j.id, j.priority, j.uploaded_at,
        case when j.fate = 'leased' then
            date_trunc('hour', now()) + interval '6 hours' + interval '1 ms' * ((row_number() over (partition by j.kind, j.fate order by j.id) - 1) / 50)
        end,
        case j.fate when 'leased' then 1 when 'dead' then 25 else 0 end,
        case when j.fate = 'dead' then j.processed_at end, case when j.fate = 'dead' then 'store_unavailable: no answer' end,
        j.uploaded_at
    from (
        select f.id, f.uploaded_at, f.processed_at, k.kind, k.priority, k.fate
        from pgfiles.file f
        cross join lateral (select abs(hashtext(f.id::text)::bigint) % 1000) h (chance)
        cross join lateral (
            values ('process_file', 0, case when f.status = 'uploaded' then 'waiting' when f.status = 'processing' then 'leased'
                    when f.status = 'failed' and (f.processed_at > now() - interval '25 days' or f.file_name = 'failed.jpg') then 'dead' end),
                ('make_variants', 100, case when f.status = 'ready' and h.chance < 30 then 'waiting'
                    when f.status = 'ready' and (h.chance < 40 or f.file_name = 'twin.jpg') then 'leased' end),
                ('read_exif', 100, case when f.status = 'ready' and h.chance between 40 and 60 then 'waiting'
                    when f.status = 'ready' and (h.chance between 60 and 70 or f.file_name = 'twin.jpg') then 'leased' end)
        ) k (kind, priority, fate)
        where k.fate is not null) j
    order by j.uploaded_at, j.kind
    on conflict do nothing;

    insert into pgfiles.multipart_upload (file_id, upload_id, part_size, part_count, created_at, last_activity_at)
    select f.id, 'upload', 8388608, 3, f.created_at, f.created_at
    from pgfiles.file f
    where f.upload_method = 'multipart' and f.status = 'pending'
    on conflict do nothing;

    -- As many files were deleted as there are. Batches of 50 are leased together.
    insert into pgfiles.doomed_object
        (bucket, s3_key, file_id, organization_id, bytes, cause, file_row, doomed_at, delete_at, leased_until, attempts, died_at, last_error)
    select f.bucket, f.key, f.gone_id, f.organization_id, 1000, 'deleted',
        to_jsonb(f) - '{is_ready,problem,is_deleted,key,gone_id,chance,fate}'::text[] || jsonb_build_object('id', f.gone_id, 's3_original_key', f.key, 'variants', null),
        f.created_at, case when f.fate <> 'waiting' then now() - interval '1 minute' else now() + interval '1 day' + f.chance * interval '1 minute' end,
        case when f.fate = 'leased' then
            date_trunc('hour', now()) + interval '10 minutes' + interval '1 ms' * ((row_number() over (partition by f.fate order by f.id) - 1) / 50)
        end,
        case f.fate when 'dead' then 25 when 'leased' then 1 else 0 end,
        case when f.fate = 'dead' then f.created_at end, case when f.fate = 'dead' then 'DELETE x in photos: AccessDenied' end
    from (
        select f.*, g.gone_id, replace(f.s3_original_key, f.id::text, g.gone_id::text) as key, h.chance,
            case f.file_name when 'loose.jpg' then 'due' when 'ready.jpg' then 'leased' when 'photo.jpg' then 'dead' when 'twin.jpg' then 'waiting'
                else case when h.chance < 50 then 'due' when h.chance < 100 then 'leased' when h.chance < 150 then 'dead' else 'waiting' end
            end as fate
        from pgfiles.file f
        cross join lateral (select md5(f.id::text)::uuid) g (gone_id)
        cross join lateral (select abs(hashtext(f.id::text)::bigint) % 1000) h (chance)
        where f.status = 'ready') f
    on conflict do nothing;

    -- As many uploads came to nothing, a while before.
    insert into pgfiles.upload_archive
        (id, organization_id, owner_id, file_name, file_type, file_size, status, status_reason, created_at, ended_at)
    select md5('archived ' || f.id)::uuid, f.organization_id, f.owner_id, f.file_name, f.file_type, f.file_size, 'rejected', 'abandoned',
        f.created_at - interval '152 days', f.created_at - interval '150 days'
    from pgfiles.file f
    where f.status = 'ready'
    on conflict do nothing;

    insert into pgfiles.logged_action (logged_at, action, organization_id, user_id, role_name, file_ids, method, path)
    select f.created_at, 'generate_upload_url', f.organization_id, f.owner_id, 'authenticated', array[f.id], 'POST', '/rpc/generate_upload_url'
    from pgfiles.file f
    where f.created_at > (select coalesce(max(a.logged_at), '-infinity') from pgfiles.logged_action a where a.action = 'generate_upload_url')
    order by f.created_at;
$$;

-- The ledger of all files, of each organization and each of its users in so many rows.
create procedure scale.insert_usage(rows integer)
    language sql
as $$
    delete from pgfiles.quota_usage;
    insert into pgfiles.quota_usage (organization_id, owner_id, bytes, files)
    select f.organization_id, coalesce(f.owner_id, ''), sum(c.bytes), count(*)
    from (select f.*, abs(hashtext(f.id::text)) % rows as row from pgfiles.file f) f
    cross join lateral pgfiles.charged_bytes(f.status, f.file_size, f.form_max_size, f.deleted_at) c (bytes)
    where c.bytes is not null
    group by grouping sets ((f.organization_id, f.row), (f.organization_id, f.owner_id, f.row))
$$;

-- What the callers ask for one by one.
create function scale.asked_for(at timestamptz)
    returns setof scale.upload
    language sql
    stable
as $$
    select row_number() over (), o.organization_id, o.owner_id, -100 * o.n - a.site, a.file_name, a.status, a.status_reason, a.upload_method,
        -- The twin's picture is like the photo.
        hashint8(o.n)::bigint * 4294967296 + a.look, at + interval '1 ms' * row_number() over ()
    from (values (1, 'large', 'owner'), (2, 'large', 'importer'), (3, 'small', 'somebody'), (4, 'importing', 'script'))
        o (n, organization_id, owner_id)
    cross join (values
        (1, 'ready.jpg', 'ready', null, 'put', 4294967295),
        (1, 'photo.jpg', 'ready', null, 'put', 0),
        (1, 'twin.jpg', 'ready', null, 'put', 1),
        (null, 'loose.jpg', 'ready', null, 'put', 3),
        (null, 'pending.jpg', 'pending', null, 'put', 0),
        (2, 'pending of a site.jpg', 'pending', null, 'put', 0),
        (null, 'request.jpg', 'pending', null, 'unsized_put', 0),
        (null, 'parts.pdf', 'pending', null, 'multipart', 0),
        (3, 'quarantined.jpg', 'rejected', 'quarantined', 'put', 0),
        (4, 'uploaded.jpg', 'uploaded', null, 'put', 0),
        (5, 'processing.jpg', 'processing', null, 'put', 0),
        (6, 'processing too.jpg', 'processing', null, 'put', 0),
        (7, 'failed.jpg', 'failed', 'store_unavailable', 'put', 0),
        (8, 'deleted.jpg', 'ready', null, 'put', 2)) a (site, file_name, status, status_reason, upload_method, look)
$$;

-- A few files, of which none is under way: what the statistics of the first hour know. Then those that are.
create procedure scale.first_hour(is_analyzed boolean)
    language plpgsql
as $$
declare
    v_at timestamptz := now() - interval '310 days';
begin
    insert into pgfiles.quota (organization_id, max_bytes, max_files) values ('large', 1e18, 1e9), ('small', 1e18, 1e9);
    insert into pgfiles.service_token (jti, role) values ('scale', 'api_service_idp');
    insert into pgfiles.bucket (name, s3_bucket) values ('unused', 'unused');
    insert into pgfiles.entity_type (name, table_name) values ('unused', 'app.site');
    insert into pgfiles.app_user (organization_id, user_id) values ('large', 'nobody');
    perform set_config('session_replication_role', 'replica', true), set_config('scale.is_filling', 'on', true);
    insert into scale.upload select * from scale.asked_for(v_at) a where a.status = 'ready' and a.organization_id <> 'importing';
    call scale.insert_uploads();
    perform set_config('scale.is_filling', 'off', true);
    call scale.insert_usage(1);
    if is_analyzed then
        analyze;
    end if;
    truncate scale.upload;
    perform set_config('scale.is_filling', 'on', true);
    insert into scale.upload select * from scale.asked_for(v_at + interval '1 hour') a where a.status <> 'ready';
    call scale.insert_uploads();
    truncate scale.upload;
    call scale.insert_what_follows();
    perform set_config('session_replication_role', 'origin', true);
end
$$;

-- Half of all files are one organization's, a third of these one owner's; a tenth are of one that has just imported them.
create procedure scale.grow(files bigint)
    language plpgsql
as $$
begin
    perform set_config('session_replication_role', 'replica', true), set_config('scale.is_filling', 'on', true);
    -- The callers' lie in the midst, so that none is found soon by looking at one after the other.
    insert into scale.upload select * from scale.asked_for(now() - interval '150 days');
    insert into scale.upload
    select n, w.organization_id, w.owner_id,
        case when scale.pick(n, 3, 10) > 0 then scale.pick(n, 4, w.sites) end,
        n || case when scale.pick(n, 5, 7) > 0 then '.jpg' else '.pdf' end,
        s.status, case s.status when 'rejected' then 'type_mismatch' when 'failed' then 'store_unavailable' end,
        case when s.status = 'pending' then (array['unsized_put', 'form', 'multipart', 'multipart', 'multipart', 'put'])[least(6, 1 + scale.pick(n, 6, 10))] else 'put' end,
        hashint8(n)::bigint * 4294967296 + hashint8(-n),
        now() - interval '300 days' * (files - n) / files - interval '1 hour'
    from generate_series(1, files) n
    cross join lateral (
        select case when n % 2 = 0 then 'large' when n % 10 = 1 then 'importing' when n % 10 = 3 and n <= 6000 then 'small'
            else 'organization ' || scale.pick(n, 1, 997) end) o (organization_id)
    cross join lateral (
        select o.organization_id,
            case
                when o.organization_id = 'large' and n % 6 = 0 then 'importer'
                when o.organization_id = 'large' and scale.pick(n, 2, files / 3) < 800 then 'owner'
                when o.organization_id = 'large' then 'user ' || scale.pick(n, 2, greatest(files / 600, 2))
                when o.organization_id = 'importing' then 'script'
                when o.organization_id = 'small' then 'somebody'
                else 'user ' || scale.pick(n, 2, 5)
            end,
            case o.organization_id when 'large' then greatest(files / 30, 20) when 'importing' then greatest(files / 150, 20) when 'small' then 20
                else greatest(files / 40000, 2) end
    ) w (organization_id, owner_id, sites)
    cross join lateral (
        select case when c < 20 then 'pending' when c < 30 then 'uploaded' when c < 35 then 'processing' when c < 85 then 'ready'
            when c < 95 then 'rejected' else 'failed' end
        from scale.pick(n, 7, 100) c
    ) s (status);
    call scale.insert_uploads();
    call scale.insert_what_follows();
    perform set_config('scale.is_filling', 'off', true);

    -- Folded now and then.
    call scale.insert_usage(20);

    insert into pgfiles.rate_limit (subject, slot, full_at)
    select 'user ' || u.organization_id || ' ' || u.user_id, 0, now() + interval '1 minute' * ((hashtext(u.user_id) % 10) / 10.0)
    from pgfiles.app_user u
    on conflict do nothing;
    perform set_config('session_replication_role', 'origin', true);
    truncate scale.upload;
end
$$;

-- What the :words of the calls stand for, now: one file of a kind, some of them, or many.
create procedure scale.give(batch integer)
    language plpgsql
as $$
begin
    truncate scale.given;
    create temp table mine as
    select c.name as caller, f.id, f.file_name, f.status, f.upload_method, f.entity_id, f.s3_original_key, f.sha256, f.created_at,
        row_number() over (partition by c.name, f.status, f.upload_method, f.entity_type is null order by hashtext(f.id::text)) as place
    from scale.caller c
    join pgfiles.file f on f.organization_id = c.organization_id and f.deleted_at is null
    -- Who has no files of his own asks for anybody's.
    where f.owner_id = c.user_id or c.user_id is distinct from c.asks_for;

    -- The latest of a name.
    insert into scale.given
    select c.name, n.word, (
        select f.id from pgfiles.file f
        where f.organization_id = c.organization_id and f.owner_id = c.asks_for and f.file_name = n.file_name
        order by f.created_at desc limit 1)
    from scale.caller c
    cross join (values
        ('ready', 'ready.jpg'), ('photo', 'photo.jpg'), ('loose', 'loose.jpg'), ('pending', 'pending.jpg'),
        ('pending_of_site', 'pending of a site.jpg'), ('request', 'request.jpg'), ('parts', 'parts.pdf'), ('quarantined', 'quarantined.jpg'),
        ('uploaded', 'uploaded.jpg'), ('in_trash', 'deleted.jpg')) n (word, file_name);
    insert into scale.given
    select g.caller, w.word, w.value
    from scale.given g
    join pgfiles.file f on f.id = g.value::uuid
    cross join lateral (values
        ('key', f.s3_original_key), ('sha', f.sha256), ('site', f.entity_id), ('moment', f.created_at::text),
        ('uploader', f.uploader_id::text), ('day', (f.created_at::date)::text), ('next_day', (f.created_at::date + 1)::text)) w (word, value)
    where g.name = 'ready';
    insert into scale.given
    select g.caller, 'request_key', f.s3_original_key
    from scale.given g
    join pgfiles.file f on f.id = g.value::uuid
    where g.name = 'request';

    insert into scale.given
    select m.caller, 'photos', (array_agg(m.id))[:batch]::text
    from mine m
    where m.status = 'ready' and m.file_name like '%.jpg'
    group by m.caller;
    insert into scale.given
    select c.name, 'me', coalesce(c.user_id, 'role:postgres') from scale.caller c;

    insert into scale.given
    select m.caller, w.word, array_agg(m.id)::text
    from mine m
    join (values ('ready_some', batch, 'ready'), ('ready_many', 4 * batch, 'ready'), ('pending_some', batch, 'pending')) w (word, count, status)
        on m.status = w.status and m.place <= w.count
    -- Those of sites are for everybody.
    where m.upload_method = 'put' and m.entity_id is not null
    group by m.caller, w.word;
    insert into scale.given
    select m.caller, 'keys', array_agg(m.s3_original_key)::text
    from mine m
    where m.status = 'ready' and m.entity_id is not null and m.place <= batch
    group by m.caller;
    insert into scale.given
    select caller, 'sites', array_agg(entity_id)::text
    from (select m.caller, m.entity_id from mine m where m.status = 'ready' and m.place <= batch group by m.caller, m.entity_id) s
    group by caller;
    drop table mine;
    insert into scale.given
    select c.name, 'in_trash_some', (array_agg(f.id order by hashtext(f.id::text)))[:batch]::text
    from scale.caller c
    join pgfiles.file f on f.organization_id = c.organization_id and (f.owner_id = c.user_id or c.user_id is distinct from c.asks_for)
    where f.deleted_at is not null
    group by c.name;

    insert into scale.given
    select c.name, g.word, g.value
    from scale.caller c
    cross join (
        values ('some', batch::text), ('none', '0'),
            ('items', (select jsonb_agg('{"file_name": "new.jpg", "file_type": "image/jpeg", "file_size": 1000}'::jsonb) from generate_series(1, batch))::text)
        union all
        -- Some jobs of a kind that wait, or that one worker has leased, and how long.
        (select distinct on (j.kind, j.leased_until is null)
            j.kind || case when j.leased_until is null then '_jobs' else '_leased' end, (array_agg(j.id order by j.id))[:batch]::text
        from pgfiles.job j
        where j.died_at is null
        group by j.kind, j.leased_until
        order by j.kind, j.leased_until is null, count(*) desc, j.leased_until)
        union all
        -- As a worker would be given at most.
        (select w.word, case w.word when 'leased' then count(*)::text else array_agg(j.id)::text end
        from (select j.id from pgfiles.job j where j.kind = 'process_file' and j.leased_until is not null order by j.id limit 500) j
        cross join (values ('leased'), ('leased_jobs')) w (word)
        group by w.word)
        union all
        (select distinct on (j.kind) j.kind || '_batch', jsonb_build_object('leased_until', j.leased_until)::text
        from pgfiles.job j
        where j.leased_until is not null
        group by j.kind, j.leased_until
        order by j.kind, count(*) desc, j.leased_until)
        union all
        (select w.word, case w.word when 'doomed_batch'
                then jsonb_build_object('leased_until', d.leased_until, 'jobs', jsonb_build_array(jsonb_build_object(
                    'bucket', 'main', 'objects', jsonb_agg(jsonb_build_object('id', d.id)))))::text
                else array_agg(d.id)::text end
        from (
            select d.id, d.leased_until, row_number() over (partition by d.leased_until order by d.id) as place
            from pgfiles.doomed_object d
            where d.leased_until is not null) d
        cross join (values ('doomed_batch'), ('doomed_leased')) w (word)
        where d.place <= batch
        group by w.word, d.leased_until
        order by count(*) desc, d.leased_until limit 2)
        union all
        select 'undeletable', (array_agg(d.id))[:batch]::text from pgfiles.doomed_object d where d.died_at is not null
        union all
        select 'deleted', (array_agg(d.file_id))[:batch]::text from pgfiles.doomed_object d where d.delete_at > now()
        union all
        select 'job', (select max(j.id)::text from pgfiles.job j where j.kind = 'process_file' and j.leased_until is not null)
        union all
        select 'dead', (select max(j.file_id::text) from pgfiles.job j where j.kind = 'process_file' and j.died_at is not null)
    ) g (word, value);
    insert into scale.given
    select g.caller, 'site_items', jsonb_agg(jsonb_build_object(
        'file_name', 'new.jpg', 'file_type', 'image/jpeg', 'file_size', 1000, 'entity_type', 'site', 'entity_id', g.value))::text
    from scale.given g, generate_series(1, batch)
    where g.name = 'site'
    group by g.caller;
    insert into scale.given
    select g.caller, 'event', jsonb_build_object('Records', jsonb_agg(jsonb_build_object(
        'eventName', 'ObjectCreated:Put', 's3', jsonb_build_object(
            'bucket', jsonb_build_object('name', b.s3_bucket), 'object', jsonb_build_object('key', f.s3_original_key)))))::text
    from scale.given g
    join pgfiles.file f on f.id = any (g.value::uuid[])
    join pgfiles.bucket b on b.name = f.bucket
    where g.name = 'pending_some'
    group by g.caller;
    insert into scale.given
    select 'dba', 'all_rows', (
        (select count(*) from pgfiles.file) + (select count(*) from pgfiles.job) + (select count(*) from pgfiles.logged_action)
        + (select count(*) from pgfiles.quota_usage) + (select count(*) from pgfiles.app_user));
end
$$;

-- What Java makes of jobs.
create function scale.results(job_ids bigint[], outcome text)
    returns jsonb
    language sql
    immutable
as $$
    select jsonb_agg(jsonb_build_object('job_id', j, 'outcome', outcome, 'reason', case when outcome <> 'ready' then 'a reason' end,
        'perceptual_hash', 1234567890123456789))
    from unnest(job_ids) j
$$;
