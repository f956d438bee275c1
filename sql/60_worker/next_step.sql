create procedure pgfiles.next_step()
    language plpgsql
as $$
begin
    commit;
    set transaction isolation level read committed, read write;
    set local lock_timeout to default;
    -- Only for the transaction that begins here: whatever becomes of the session, a pool may lend
    -- it to others. And anew in each, because code of the application may have left others behind.
    perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
end
$$;

comment on procedure pgfiles.next_step() is
    'Commits, and sets the search path of the worker''s next transaction, and what else would '
    'disturb it.';
