create function pgfiles.log_deleted_files()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
begin
    -- Definer, because the audit is nobody's to write. A trigger has no caller to check. Once for
    -- all: log_change looks at each column of each row.
    if pgfiles.is_restoring() then
        return null;
    end if;
    insert into pgfiles.logged_action
        (action, organization_id, file_ids, table_name, row_id, old_row, statement)
    select 'delete', f.organization_id, array[f.id], 'pgfiles.file', f.id::text,
        jsonb_strip_nulls(jsonb_build_object(
            'organization_id', f.organization_id, 'owner_id', f.owner_id,
            'entity_type', f.entity_type, 'entity_id', f.entity_id,
            'file_name', f.file_name, 'file_type', f.file_type, 'file_size', f.file_size,
            'sha256', f.sha256,
            'bucket', f.bucket, 's3_original_key', f.s3_original_key)),
        left(current_query(), 1000)
    from deleted_file f
    -- Of those that are archived one line says it for all.
    where not exists (
        select from (select from pgfiles.upload_archive a where a.id = f.id offset 0) a);
    return null;
end
$$;

comment on function pgfiles.log_deleted_files() is
    'Writes an audit line for each file of a statement that deletes: what it was, and whose.';
