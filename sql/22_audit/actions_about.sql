create function pgfiles.actions_about(file_id uuid)
    returns table (id bigint)
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
    rows 50
as $$
#variable_conflict use_column
declare
    v_caller pgfiles.caller := pgfiles.caller();
begin
    -- Definer, because row-level security would keep the indexes from being used: containment of
    -- arrays is not leakproof. It looks at lines of the caller's organization, if he is an admin of
    -- it, and tells no more than their ids.
    return query
        select a.id
        from (
            (select l.id, l.organization_id
            from pgfiles.logged_action l
            where l.file_ids[1] = actions_about.file_id and cardinality(l.file_ids) = 1
            offset 0)
            union all
            (select l.id, l.organization_id
            from pgfiles.logged_action l
            where l.file_ids @> array[actions_about.file_id] and cardinality(l.file_ids) > 1
            offset 0)
        ) a
        where v_caller.is_dba
            or v_caller.is_admin and a.organization_id = v_caller.organization_id;
end
$$;

comment on function pgfiles.actions_about(uuid) is
    'The audit lines about a file that the caller may read.';
