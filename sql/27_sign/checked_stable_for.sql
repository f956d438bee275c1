create function pgfiles.checked_stable_for(seconds integer)
    returns integer
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
begin
    if seconds not between 0 and 86400 then
        perform pgfiles.raise_error('invalid_argument',
            format('stable_for must be between 0 and 86400 seconds, got %s', seconds),
            '0 signs anew each time');
    end if;
    return coalesce(seconds, 0);
end
$$;

comment on function pgfiles.checked_stable_for(integer) is
    'The length of the window of a stable URL in seconds, or an error.';
