create function files.doctor()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    -- AWS documents this signature (Authenticating Requests: Using Query Parameters).
    c_profile constant text := pgfiles.profile_line(
        'https://s3.amazonaws.com', 'us-east-1', 'examplebucket', false, 'AKIAIOSFODNN7EXAMPLE',
        '\xdbb893acc010964918f1fd433add87c70e8b0db6be30c1fbeafefa5ec6ba8378', '', 1369353600);
    c_signature constant text := 'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404';
begin
    return query select 'java', right(u, 64) = c_signature,
        case when right(u, 64) = c_signature then 'signs as AWS documents' else 'signs wrongly' end,
        'install the pgfiles.jar of this version, and set pljava.vmoptions as pgfiles.conf does'
    from convert_from(
        pgfiles.java_presign(
            c_profile, 'GET', 86400, 1, convert_to(pgfiles.request_line('test.txt'), 'UTF8')),
        'UTF8') u;

    -- Java guards the end of its stack. Who runs into the guard takes the server down.
    return query select 'stack of Java', o.size >= m.depth + 1048576,
        format('-Xss is %s, max_stack_depth %s', pg_size_pretty(o.size), pg_size_pretty(m.depth)),
        'set -Xss in pgfiles.conf to twice max_stack_depth'
    from pg_size_bytes(coalesce(substring(
            concat(current_setting('pljava.vmoptions', true),
                current_setting('pgfiles.vmoptions', true)) from '-Xss(\d+[kKmM])') || 'B', '1MB'))
            as o (size),
        pg_size_bytes(current_setting('max_stack_depth')) as m (depth);

    -- The same in every session, for the libraries are the same.
    return query select 'interrupts', p.problem = '',
        coalesce(nullif(p.problem, ''), 'sessions that have called Java end when told to'),
        'include pgfiles.conf in postgresql.conf; until then wake what shall end: select '
            'pg_terminate_backend(pid), pg_log_backend_memory_contexts(pid); in a shutdown that '
            'waits, kill -HUP to each process'
    from pgfiles.java_interrupts() p (problem);

    return query select 'setting ' || s.name, false,
        format('%s; %s is used', p.problem, d.value),
        format('update pgfiles.setting set value = %L where name = %L', d.example, s.name)
    from pgfiles.setting s
    join pgfiles.default_setting d on d.name = s.name
    cross join lateral (select pgfiles.setting_problem(s.name, s.value)) p (problem)
    where p.problem is not null;

    return query select 'default bucket', count(*) = 1, coalesce(min(b.name), 'none'),
        'insert into pgfiles.bucket (name, s3_bucket, region, is_default) values (...)'
    from pgfiles.bucket b where b.is_default;

    return query select 'signing key of bucket ' || b.name, k.date is not null,
        case when k.date is null then 'none for today (UTC)'
            else 'derived ' || date_trunc('second', k.refreshed_at) end,
        'select * from pgfiles.refresh_signing_keys() says why there is none'
    from pgfiles.bucket b
    left join pgfiles.signing_key k
        on k.credential_profile = coalesce(b.credential_profile, '') and k.region = b.region
        and k.date = (now() at time zone 'UTC')::date and coalesce(k.expires_at > now(), true);

    return query select * from pgfiles.store_findings();

    return query select 'workers',
        count(a.pid) > 0 or coalesce(
            s.seen_at between now() - interval '2 minutes' and now() + interval '1 minute', false),
        count(a.pid) || ' running, '
            || coalesce('last seen ' || date_trunc('second', s.seen_at), 'none was ever seen'),
        'select pgfiles.schedule_worker(), or "call pgfiles.run_worker()" by a timer'
    from pgfiles.worker_state s
    left join pg_stat_activity a
        on a.application_name = 'pgfiles worker' and a.datname = current_database()
    group by s.seen_at;

    -- See is_above.
    return query select 'role of workers', count(*) = 0,
        coalesce(
            format('%s is a superuser, and therefore runs no code of others: ', min(w.rolname))
                || string_agg(distinct o.code, ', '),
            'runs what the application has put there'),
        'create role pgfiles_worker login; select pgfiles.grant_worker_to(''pgfiles_worker''); '
            'select pgfiles.schedule_worker()'
    from pg_stat_activity a
    join pg_roles w on w.oid = a.usesysid and w.rolsuper
    cross join (
        select 'places for ' || t.table_name, c.relowner
        from pgfiles.entity_type t
        join pg_class c on c.oid = to_regclass(t.table_name)
        where coalesce(t.location_column, t.latitude_column) is not null
        union all
        select 'hook ' || h.name, p.proowner
        from pgfiles.hook h
        join pg_proc p on p.oid = to_regprocedure(h.sql_function || '(pgfiles.file, bytea)')
        where h.is_enabled
    ) o (code, owner)
    join pg_roles r on r.oid = o.owner and not r.rolsuper
    where a.application_name = 'pgfiles worker' and a.datname = current_database()
        and current_setting('server_version_num')::integer < 180000;

    -- In the worker's JVM, which is another; but of the same server, with the same libraries.
    return query with backend as (
        select b.name, b.is_available, b.detail, b.reads, b.writes
        from jsonb_to_recordset(pgfiles.checked_java_result(
            pgfiles.java_image_backends(pgfiles.setting('image_backend')))::jsonb)
            as b (name text, is_available boolean, detail text, reads text[], writes text[]))
    select 'image back end ' || b.name, b.is_available,
        concat_ws('; ', b.detail,
            'reads ' || nullif(replace(array_to_string(b.reads, ', '), 'image/', ''), ''),
            'writes ' || nullif(replace(array_to_string(b.writes, ', '), 'image/', ''), '')),
        'install its library, or choose another in the setting image_backend'
    from backend b
    union all
    select 'format of variant ' || s.name, false, s.format || ' cannot be written: jpeg is instead',
        'choose a back end that can, in the setting image_backend'
    from pgfiles.variant_spec s
    where s.is_enabled and 'image/' || s.format <> all (
        select unnest(b.writes) from backend b);

    return query select 'jobs', coalesce(min(j.run_at) > now() - interval '1 minute', true),
        count(*) || ' waiting'
            || coalesce(', the oldest since ' || date_trunc('second', min(j.run_at)), ''),
        'run more workers'
    from pgfiles.job j
    where j.died_at is null and j.run_at <= now()
        and (j.leased_until is null or j.leased_until <= now());

    return query select 'dead letters', count(*) = 0,
        count(*) || coalesce(', for example ' || min(d.last_error), ''),
        'look at files.dead_letters, mend the cause, then select files.retry_jobs()'
    from files.dead_letters d;

    return query select 'copies without metadata of bucket ' || b.name, count(f.id) = 0,
        count(f.id) || ' missing: only the uploader and admins may download these originals',
        'let workers run; what failed is tried again by select pgfiles.make_missing_variants()'
    from pgfiles.bucket b
    left join pgfiles.file f
        on f.bucket = b.name and f.status = 'ready' and f.variants -> 'stripped' is null
        and pgfiles.stripped_key(
            f.s3_original_key, f.variant_folder, f.file_type, b.exif_policy) is not null
    where b.exif_policy <> 'keep'
    group by b.name;

    -- Below a megabyte every plan is good.
    return query select 'statistics', count(*) = 0,
        coalesce('never analyzed: ' || string_agg(c.oid::regclass::text, ', '), 'there are some'),
        'vacuumdb --analyze-in-stages ' || current_database()
    from pg_class c
    where c.relnamespace = 'pgfiles'::regnamespace and c.relkind = 'r'
        and pg_relation_size(c.oid) > 1048576 and c.reltuples <> 0
        and not exists (
            select from pg_stats s where s.schemaname = 'pgfiles' and s.tablename = c.relname);

    return query select 'stuck', count(*) = 0,
        count(*) || coalesce(', for example ' || min(s.what || ': ' || s.why), ''),
        'table pgfiles.stuck; for each file: update pgfiles.file set status = ''pending'' where '
            'id = ...; then files.confirm_upload(id)'
    from pgfiles.stuck s;

    return query select 'tables of pgfiles', count(*) = 0,
        case when count(*) = 0 then 'a dump brings back all of them'
            else count(*) || ' changed by hand, for example ' || min(d.object || ' ' || d.problem)
        end,
        'select * from pgfiles.drift(); keep what is your own beside them, or in a script that is '
            'run after a restore'
    from pgfiles.drift() d;

    -- What they name is the application's, and goes without asking us.
    return query select 'entity type ' || t.name, w.problem is null,
        coalesce(w.problem, 'owns files'),
        'update or delete its row in pgfiles.entity_type; or grant usage on the schema and select '
            'on the table to the role of its users'
    from pgfiles.entity_type t
    left join pg_class c on c.oid = t.table_oid and c.oid = to_regclass(t.table_name)
    cross join lateral (
        select string_agg(p.problem, '; ') as problem
        from (
            select format(
                case when to_regclass(t.table_name) is null then 'there is no table %s'
                    else 'another table is %s now; update pgfiles.entity_type set name = name '
                        'takes it' end
                || ': nobody sees its files', t.table_name) as problem
            where c.oid is null and (t.see_function is null or t.edit_function is null)
            union all
            select format('there is no column %s in %s', a.name, t.table_name)
            from unnest(array[
                t.id_column, t.location_column, t.latitude_column, t.longitude_column]) a (name)
            where c.oid is not null and a.name is not null and not exists (
                select
                from pg_attribute b
                where b.attrelid = c.oid and b.attname = a.name and not b.attisdropped)
            union all
            select format('there is no function %s(text)', f.name)
            from unnest(array[t.see_function, t.edit_function]) f (name)
            where f.name is not null and to_regprocedure(f.name || '(text)') is null
            union all
            select format('no role that has the API may read %s: nobody sees its files',
                t.table_name)
            where t.see_function is null and c.oid is not null and not exists (
                select
                from pgfiles.granted_role g
                join pg_roles r on r.rolname = g.role
                where has_schema_privilege(r.oid, c.relnamespace, 'usage')
                    and coalesce(
                        has_column_privilege(r.oid, c.oid, t.attnums[1], 'select'), true))
        ) p
    ) w;

    return query select 'row-level security of ' || t.table_name,
        c.relrowsecurity or c.relkind <> 'r',
        case when c.relrowsecurity or c.relkind <> 'r' then 'decides who sees files of ' || t.name
            else 'off: whoever may read the table sees all files of ' || t.name
                || ' in the organization' end,
        format('alter table %s enable row level security, with policies', t.table_name)
    from pgfiles.entity_type t join pg_class c on c.oid = to_regclass(t.table_name);

    return query select 'hook ' || h.name, p.problem is null,
        coalesce(p.problem || ': what it should look at is not processed',
            'asks ' || h.sql_function),
        'create or alter it, or update, disable or delete its row in pgfiles.hook'
    from pgfiles.hook h
    cross join lateral (select pgfiles.hook_problem(h)) p (problem)
    where h.is_enabled;

    return query select 'Lambda ' || l.name, false,
        format('there is no function %s(jsonb)', l.sql_function),
        'create it, or update or delete its row in pgfiles.lambda_function'
    from pgfiles.lambda_function l
    where to_regprocedure(l.sql_function || '(jsonb)') is null;

    return query select 'route of ' || concat_ws(', ', r.organization_id, r.entity_type), false,
        format('there is no entity type %s', r.entity_type),
        'update or delete its row in pgfiles.bucket_route'
    from pgfiles.bucket_route r
    where r.entity_type is not null and not exists (
        select from pgfiles.entity_type t where t.name = r.entity_type);
end
$$;

comment on function files.doctor() is
$$Every precondition as a row, with its fix

is_ok is false where something needs to be done. For DBAs.$$;
