create function pgfiles.rescued_row(doomed pgfiles.doomed_object)
    returns pgfiles.file
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
declare
    v_row pgfiles.file := jsonb_populate_record(null::pgfiles.file, doomed.file_row);
begin
    -- Not into the trash, whose time is over. The job is gone; who uploaded it, and what it
    -- belonged to, may be; so may some of the copies.
    v_row.deleted_at := null;
    v_row.deleted_by := null;
    v_row.deletion_cause := null;
    v_row.purge_at := null;
    if v_row.status = 'processing' then
        v_row.status := 'uploaded';
    end if;
    if not exists (select from pgfiles.app_user u where u.id = v_row.uploader_id) then
        v_row.uploader_id := null;
    end if;
    if not exists (select from pgfiles.entity_type e where e.name = v_row.entity_type) then
        v_row.entity_type := null;
        v_row.entity_id := null;
    end if;
    v_row.variants := (
        select jsonb_object_agg(v.key, v.value)
        from jsonb_each(v_row.variants) v
        where exists (
            select
            from (
                select d.s3_key, d.leased_until
                from pgfiles.doomed_object d
                where d.file_id = doomed.file_id
                offset 0) d
            where d.s3_key = v.value ->> 's3_key' and d.leased_until is null));
    return v_row;
end
$$;

comment on function pgfiles.rescued_row(pgfiles.doomed_object) is
    'The row of a deleted file as it can be brought back.';
