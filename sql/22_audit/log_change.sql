create function pgfiles.log_change()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_old jsonb := to_jsonb(old);
    v_new jsonb := to_jsonb(new);
    v_row jsonb := coalesce(v_new, v_old);
    -- Of a partition the table.
    v_table regclass := coalesce(pg_partition_root(tg_relid), tg_relid);
begin
    -- Definer, because the audit is nobody's to write. A trigger has no caller to check.
    -- Not a change: what a restore brings back, and what the extension itself brings.
    if pgfiles.is_restoring()
        or coalesce((v_new ->> 'is_shipped')::boolean, false) then
        return null;
    end if;
    select jsonb_object_agg(c.key, v_old -> c.key) filter (where tg_op <> 'INSERT'),
        jsonb_object_agg(c.key, v_new -> c.key) filter (where tg_op <> 'DELETE')
    into v_old, v_new
    from jsonb_object_keys(v_row) c (key)
    where v_old ->> c.key is distinct from v_new ->> c.key
        and (tg_nargs = 0 or c.key = any (tg_argv));
    if v_old is null and v_new is null then
        return null;
    end if;
    insert into pgfiles.logged_action
        (action, organization_id, file_ids, table_name, row_id, old_row, new_row, statement)
    values (
        lower(tg_op),
        coalesce(v_row ->> 'organization_id', pgfiles.current_organization_id()),
        case when v_table = 'pgfiles.file'::regclass then array[(v_row ->> 'id')::uuid]
            else '{}' end,
        (select format('%I.%I', n.nspname, c.relname)
         from pg_class c
         join pg_namespace n on n.oid = c.relnamespace
         where c.oid = v_table),
        (select string_agg(v_row ->> a.attname::text, ' ' order by a.attnum)
         from pg_index i
         join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
         where i.indrelid = tg_relid and i.indisprimary),
        v_old, v_new, left(current_query(), 1000));
    return null;
end
$$;

comment on function pgfiles.log_change() is
    'Writes an audit line for a changed row: the columns that changed, or of those only the ones '
    'that the trigger names. No column and no statement of pgfiles holds a secret.';
