create function pgfiles.replace_shipped_row()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- A restore creates the extension, and with it the shipped rows, before it brings back the
    -- changed ones.
    if tg_op = 'INSERT' then
        execute format('delete from %s where name = $1 and is_shipped', tg_relid::regclass)
            using new.name;
    elsif old.is_shipped then
        new.is_shipped := false;
    end if;
    return new;
end
$$;

comment on function pgfiles.replace_shipped_row() is
    'Lets a changed row replace the shipped one of the same name, and marks a shipped row that is '
    'changed.';
