create function pgfiles.location_problem(entity_type text, entity_id text)
    returns text
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_type pgfiles.entity_type;
    v_column name;
begin
    select t.* into v_type
    from pgfiles.entity_type t
    where t.name = location_problem.entity_type;
    select c into v_column
    from unnest(array[v_type.location_column, v_type.latitude_column, v_type.longitude_column]) c
    where not has_column_privilege(v_type.table_oid, c::text, 'update');
    if found then
        return format('%s of %s may not be changed by you', v_column, v_type.name);
    -- An edit_function decides who adds files, and not who changes the row.
    elsif v_type.edit_function is not null
        and coalesce(v_type.location_column, v_type.latitude_column) is not null
        and pgfiles.editable_entities(entity_type, array[entity_id], is_by_row => true) = '{}' then
        return format('%s %s may not be changed by you', v_type.name, entity_id);
    end if;
    return null;
end
$$;

comment on function pgfiles.location_problem(text, text) is
    'Why the caller may not update the location columns of an entity that he may edit; null if he '
    'may.';
