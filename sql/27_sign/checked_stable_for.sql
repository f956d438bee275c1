create function pgfiles.checked_stable_for(seconds integer, expires_in integer)
    returns integer
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_longest integer;
begin
    if coalesce(seconds, 0) = 0 then
        return 0;
    end if;
    v_longest := pgfiles.setting('download_expires_in_max')::integer;
    if seconds not between 0 and least(86400, v_longest - expires_in) then
        perform pgfiles.raise_error('invalid_argument',
            format('stable_for must be between 0 and 86400 seconds, and together with expires_in '
                'at most %s; got %s and %s', v_longest, seconds, expires_in),
            'the URL lives for both together; 0 signs anew each time');
    end if;
    return seconds;
end
$$;

comment on function pgfiles.checked_stable_for(integer, integer) is
    'The length of the window of a stable URL in seconds, or an error: its URL lives that much '
    'longer than expires_in, and no longer than any may.';
