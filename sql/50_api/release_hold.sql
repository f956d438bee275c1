create function files.release_hold(hold_id uuid default null)
    returns uuid
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if pgfiles.end_hold(hold_id) is null then
        perform pgfiles.raise_error('file_not_found',
            coalesce('hold ' || hold_id, 'hold_id is missing'),
            'files.legal_holds has the holds of your organization, if you are an admin');
    end if;
    return hold_id;
end
$$;

comment on function files.release_hold(uuid) is
$$Ends a legal hold

For admins of the organization. Files that no other hold is about are purged when their time in the
trash is over, or at once if it is. Calling it again is harmless.

Errors: PT404 no such hold of your organization, or you are no admin.$$;
