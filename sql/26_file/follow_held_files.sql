create function pgfiles.follow_held_files()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- A dump has it with the files.
    if not pgfiles.is_restoring() then
        perform pgfiles.count_holds(array(select c.file_id from changed_hold c));
    end if;
    return null;
end
$$;

comment on function pgfiles.follow_held_files() is
    'Notes in the rows of files that a legal hold is about them, or is no more.';
