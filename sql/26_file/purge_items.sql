create function pgfiles.purge_items(file_ids uuid[])
    returns table (item bigint, problem pgfiles.problem)
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
#variable_conflict use_column
declare
    v_caller pgfiles.caller := pgfiles.caller();
    v_purged uuid[] := pgfiles.mark_purged(file_ids);
begin
    -- As the caller: a file that he does not see is not there.
    return query
        select i.item,
            case
                when p.id is not null then null
                when f.id is null then
                    ('file_not_found', coalesce(i.file_id::text, 'file_id is missing'),
                    'check the id; it may be gone already')::pgfiles.problem
                when not v_caller.is_admin and not v_caller.is_dba then
                    ('not_allowed', i.file_id::text,
                    'only admins of the organization purge files; files.delete_file puts one into '
                        'the trash')::pgfiles.problem
                else
                    ('file_held', i.file_id::text,
                    'it is kept until the hold is released; it may be in the trash')
                        ::pgfiles.problem
            end
        from unnest(file_ids) with ordinality i (file_id, item)
        left join unnest(v_purged) p (id) on p.id = i.file_id
        left join lateral (
            select f.id from pgfiles.file f where f.id = i.file_id offset 0) f on true;
end
$$;

comment on function pgfiles.purge_items(uuid[]) is
    'Deletes files for good as far as the caller may, and says of each what is the problem.';
