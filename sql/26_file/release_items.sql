create function pgfiles.release_items(file_ids uuid[])
    returns table (item bigint, problem pgfiles.problem)
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
#variable_conflict use_column
begin
    perform from pgfiles.mark_released(file_ids);
    -- As the caller: a file that he does not see is not there.
    return query
        select a.item,
            case
                when f.id is null then
                    ('file_not_found', coalesce(a.file_id::text, 'file_id is missing'),
                    'check the id, and that you may see the file')::pgfiles.problem
                when f.status <> 'ready' then
                    ('not_allowed',
                    format('the file is %s', concat_ws(' ', f.status, f.status_reason)),
                    'only an admin of the organization can release a file, and only from '
                        'quarantine')::pgfiles.problem
            end
        from unnest(file_ids) with ordinality a (file_id, item)
        left join lateral (
            select f.id, f.status, f.status_reason
            from files.files f
            where f.id = a.file_id
            offset 0
        ) f on true;
end
$$;

comment on function pgfiles.release_items(uuid[]) is
    'Takes files out of quarantine as far as the caller may, and says of each that is not released '
    'why.';
