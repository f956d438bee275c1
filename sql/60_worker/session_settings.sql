create function pgfiles.session_settings()
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(jsonb_object_agg(s.name, s.setting), '{}')
    from pg_catalog.pg_settings s
    where s.source = 'session'
$$;

comment on function pgfiles.session_settings() is
    'What is set in this session, for restore_settings after code of others has run.';
