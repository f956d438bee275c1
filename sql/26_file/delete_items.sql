create function pgfiles.delete_items(file_ids uuid[])
    returns table (item bigint, problem pgfiles.problem, purge_at timestamptz)
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
#variable_conflict use_column
declare
    -- As the caller: the policy file_update_by_entity_access decides what he may.
    v_locked uuid[] := pgfiles.lock_files(array(
        select v.id
        from unnest(file_ids) i (id)
        cross join lateral (select v.id from files.files v where v.id = i.id offset 0) v));
begin
    -- The trigger stamp_deletion says the rest.
    update pgfiles.file f set deleted_at = now() where f.id = any (v_locked);
    return query
        select i.item,
            case
                when f.is_deleted then null
                when f.id is null then
                    ('file_not_found', coalesce(i.file_id::text, 'file_id is missing'),
                    'check the id, and that you may see the file')::pgfiles.problem
                else
                    ('not_allowed', i.file_id::text,
                    'only its uploader, the admins of the organization and, if its entity type '
                        'says so, whoever may change the entity can delete a file')::pgfiles.problem
            end,
            f.purge_at
        from unnest(file_ids) with ordinality i (file_id, item)
        left join lateral (
            select f.id, f.is_deleted, f.purge_at
            from pgfiles.file f
            where f.id = i.file_id
            offset 0
        ) f on true;
end
$$;

comment on function pgfiles.delete_items(uuid[]) is
    'Puts files into the trash as far as the caller may, and says of each until when it is there, '
    'or what is the problem. One that is there already is no problem.';
