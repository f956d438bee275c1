create function pgfiles.entity_access(entities jsonb)
    returns jsonb
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_access jsonb := jsonb_build_object();
    v_type text;
    v_is_asked boolean;
    v_given text[];
    v_ids text[];
    v_editable text[];
begin
    -- Type by type, in the order of their names, and within a type in the order of the ids: batches
    -- over the same entities lock them in the same order.
    for v_type, v_is_asked, v_given in
        select t.name, t.see_function is not null or t.edit_function is not null,
            array_agg(distinct e.value ->> 'entity_id')
        from jsonb_array_elements(entities) e (value)
        join pgfiles.entity_type t on t.name = e.value ->> 'entity_type'
        where e.value ->> 'entity_id' is not null
        group by t.name
        order by t.name
    loop
        v_ids := pgfiles.canonical_entity_ids(v_type, v_given);
        v_editable := pgfiles.editable_entities(v_type, array_remove(v_ids, null));
        v_access := v_access || (
            select jsonb_object_agg(
                concat(v_type, e'\n', i.given),
                jsonb_build_object(
                    'id', i.id,
                    'is_visible', case
                        -- Whoever may update a row sees it. Only of functions each has to be asked.
                        when e.id is not null and not v_is_asked then true
                        when i.id is null then false
                        else pgfiles.can_see_entity(v_type, i.id) end,
                    'is_editable', e.id is not null))
            from unnest(v_given, v_ids) i (given, id)
            left join unnest(v_editable) e (id) on e.id = i.id);
    end loop;
    return v_access;
end
$$;

comment on function pgfiles.entity_access(jsonb) is
    'What the caller may do with entities, asked once for each. entities: an array of objects with '
    'entity_type and entity_id; the answer has, by type, line feed and id as given, the id as the '
    'table writes it, is_visible and is_editable. Of types that are not known nothing.';
