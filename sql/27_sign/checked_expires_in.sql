create function pgfiles.checked_expires_in(seconds integer, kind text)
    returns integer
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_default integer := pgfiles.setting(kind || '_expires_in')::integer;
    v_max integer := pgfiles.setting(kind || '_expires_in_max')::integer;
begin
    if coalesce(seconds, v_default) not between 1 and v_max then
        perform pgfiles.raise_error('invalid_argument',
            format('expires_in must be between 1 and %s seconds, got %s',
                v_max, coalesce(seconds, v_default)),
            format('leave it out for %s seconds', v_default));
    end if;
    return coalesce(seconds, v_default);
end
$$;

comment on function pgfiles.checked_expires_in(integer, text) is
    'The life of an upload or download URL in seconds: the asked one if allowed, the default if '
    'null.';
