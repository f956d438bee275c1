create function pgfiles.restore_items(file_ids uuid[])
    returns table (item bigint, status text, problem pgfiles.problem)
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
#variable_conflict use_column
declare
    v_restored uuid[] := pgfiles.mark_restored(file_ids);
begin
    -- Of an entity that is gone it is seen by its uploader and the admins only, and yet restored.
    return query
        select i.item, coalesce(f.status, case when r.id is not null then 'restored' end),
            case when f.id is null and r.id is null then
                ('file_not_found', coalesce(i.file_id::text, 'file_id is missing'),
                'only its uploader, whoever deleted it and the admins of the organization can '
                    'restore a file, and only until it is purged')::pgfiles.problem end
        from unnest(file_ids) with ordinality i (file_id, item)
        left join lateral (
            select f.id, f.status from files.files f where f.id = i.file_id offset 0) f on true
        left join unnest(v_restored) r (id) on r.id = i.file_id;
end
$$;

comment on function pgfiles.restore_items(uuid[]) is
    'Takes files out of the trash as far as the caller may, and says of each its status, or what '
    'is the problem. One that is in no trash is no problem.';
