create function pgfiles.restore_settings(settings jsonb)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform set_config(s.name, coalesce(settings ->> s.name, s.reset_val), false)
    from pg_settings s
    where s.source = 'session' and s.context = 'user' and s.name <> 'search_path'
        and s.setting is distinct from settings ->> s.name;
end
$$;

comment on function pgfiles.restore_settings(jsonb) is
    'Sets back what was changed in this session since session_settings, so that it disturbs '
    'nobody. Not the search path, which is restored where that code was called.';
