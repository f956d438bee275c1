create function pgfiles.attach_items(file_ids uuid[], entity_type text, entity_id text)
    returns table (item bigint, problem pgfiles.problem, is_given boolean)
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
#variable_conflict use_column
declare
    v_caller pgfiles.caller := pgfiles.caller();
    v_access jsonb := pgfiles.entity_access(
        jsonb_build_array(jsonb_build_object('entity_type', entity_type, 'entity_id', entity_id))
        ) -> concat(entity_type, e'\n', entity_id);
    v_refusal pgfiles.problem := pgfiles.access_problem(entity_type, entity_id, v_access);
    v_id text := v_access ->> 'id';
    -- The limits of where an upload for the entity would have gone.
    v_bucket text := pgfiles.bucket_for(v_caller.organization_id, entity_type);
    v_problems pgfiles.problem[];
    v_wanted uuid[];
    v_locked uuid[];
    v_attached uuid[];
begin
    select
        array_agg(p.problem order by a.item),
        array_agg(f.id) filter (where p.problem is null and f.entity_type is null)
    into v_problems, v_wanted
    from unnest(file_ids) with ordinality a (file_id, item)
    left join lateral (
        select f.id, f.owner_id, f.entity_type, f.entity_id, f.file_type, f.file_size, f.bucket
        from files.files f
        where f.id = a.file_id
        offset 0
    ) f on true
    cross join lateral (
        select case
            when f.id is null or f.owner_id is distinct from v_caller.user_id then
                ('file_not_found', coalesce(a.file_id::text, 'file_id is missing'),
                'send the file_id of an upload of yours')::pgfiles.problem
            when attach_items.entity_type is null then
                ('invalid_argument', 'entity_type is missing',
                'send entity_type and entity_id')::pgfiles.problem
            when f.entity_type = attach_items.entity_type and f.entity_id = v_id then null
            when f.entity_type is not null then
                ('file_attached',
                format('the file belongs to %s %s', f.entity_type, f.entity_id),
                'upload the file again for the other entity')::pgfiles.problem
            when v_refusal.code is not null then v_refusal
            else pgfiles.attach_problem(attach_items.entity_type, v_bucket, f.bucket, f.file_type,
                f.file_size)
        end
    ) p (problem);

    -- As the caller: the policy file_update_by_entity_access and guard_change decide again.
    v_locked := pgfiles.lock_files(v_wanted);
    with attached as (
        update pgfiles.file f
        set entity_type = attach_items.entity_type, entity_id = v_id
        where f.id = any (v_locked)
        returning f.id
    )
    select array_agg(a.id) into v_attached from attached a;
    return query
        select i.item,
            case
                when i.code is not null then (i.code, i.detail, i.hint)::pgfiles.problem
                when w.id is not null and a.id is null then
                    ('file_attached', 'it was given to another entity just now',
                    'upload the file again for the other entity')::pgfiles.problem
            end,
            a.id is not null
        from unnest(file_ids, v_problems) with ordinality i (file_id, code, detail, hint, item)
        left join unnest(v_wanted) w (id) on w.id = i.file_id
        left join unnest(v_attached) a (id) on a.id = i.file_id;
end
$$;

comment on function pgfiles.attach_items(uuid[], text, text) is
    'Gives files of the caller to an entity, and says of each whether it was given now, or what is '
    'the problem.';
