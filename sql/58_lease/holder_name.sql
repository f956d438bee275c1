create function pgfiles.holder_name(lease jsonb)
    returns text
    language sql
    stable
    strict
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when lease = '{}' then 'somebody whose .pgfiles/lease cannot be read'
        else format('database %s%s (%s, system %s), since %s, renewed %s',
            lease ->> 'database', ' on ' || nullif(lease ->> 'host', ''),
            lease ->> 'data_directory', lease ->> 'system_identifier',
            date_trunc('second', (lease ->> 'taken_at')::timestamptz),
            date_trunc('second', (lease ->> 'renewed_at')::timestamptz))
    end
$$;

comment on function pgfiles.holder_name(jsonb) is 'Who has a lease, for people.';
