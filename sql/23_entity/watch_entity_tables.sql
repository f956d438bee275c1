create function pgfiles.watch_entity_tables()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_table_oid oid;
begin
    -- Definer, because the triggers call our functions, which are granted to nobody. A trigger has
    -- no caller to check: what it does follows from pgfiles.entity_type alone.
    -- A dump has the triggers with the tables that they are on.
    if pgfiles.is_restoring() then
        return null;
    end if;
    foreach v_table_oid in array array(
        select distinct c.oid
        from pg_class c
        where c.oid in (old.table_oid, new.table_oid))
    loop
        perform pgfiles.watch_entity_table(v_table_oid);
    end loop;
    return null;
end
$$;

comment on function pgfiles.watch_entity_tables() is
    'Has the tables that a row of pgfiles.entity_type named or names watched as it wants it.';
