create function pgfiles.doom_refused_file()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- Definer, because whoever gives up an upload does not know the list. A trigger has no caller
    -- to check.
    if pgfiles.is_refused(new.status, new.status_reason)
        and not pgfiles.is_refused(old.status, old.status_reason) then
        perform pgfiles.doom_file(new, coalesce(new.status_reason, 'rejected'));
    end if;
    return null;
end
$$;

comment on function pgfiles.doom_refused_file() is
    'Writes down that what was uploaded, and refused, or given up by its uploader, has to be '
    'deleted in the store; the row stays.';
