create function pgfiles.follow_hold()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    if not pgfiles.is_restoring() then
        perform pgfiles.count_holds(array(
            select h.file_id from pgfiles.legal_hold_file h where h.hold_id = new.id));
    end if;
    return null;
end
$$;

comment on function pgfiles.follow_hold() is
    'Notes in the rows of files that the legal hold about them was released.';
