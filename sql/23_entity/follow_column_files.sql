create function pgfiles.follow_column_files()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
declare
    v_table regclass := coalesce(pg_partition_root(tg_relid), tg_relid);
    v_file_ids uuid[];
begin
    -- Definer, because whoever may change the row need not own the file. check_followed_file has
    -- seen to it that nobody else's came there.
    if pgfiles.is_restoring() then
        return null;
    elsif tg_op = 'TRUNCATE' then
        execute format('select array_agg(distinct t.%I) from %s t', tg_argv[0], tg_relid::regclass)
        into v_file_ids;
    elsif tg_level = 'STATEMENT' then
        execute format('select array_agg(distinct d.%I) from pgfiles_deleted d', tg_argv[0])
        into v_file_ids;
    else
        v_file_ids := array[(to_jsonb(old) ->> tg_argv[0])::uuid];
    end if;
    -- Not those that another row names.
    if tg_op <> 'TRUNCATE' then
        execute format($sql$
            select array_agg(i.id)
            from unnest($1) i (id)
            where not exists (select from %s t where t.%I = i.id)$sql$, v_table, tg_argv[0])
        into v_file_ids using v_file_ids;
    end if;
    perform pgfiles.trash_files(v_file_ids, 'column_changed');
    return null;
end
$$;

comment on function pgfiles.follow_column_files() is
    'Puts files into the trash that a column of the application named and no row does any more.';
