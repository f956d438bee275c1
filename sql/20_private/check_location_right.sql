create function pgfiles.check_location_right(entity_type text)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_type pgfiles.entity_type;
    v_column name;
begin
    select t.* into v_type
    from pgfiles.entity_type t
    where t.name = check_location_right.entity_type;
    select c into v_column
    from unnest(array[v_type.location_column, v_type.latitude_column, v_type.longitude_column]) c
    where not has_column_privilege(v_type.table_name, c::text, 'update');
    if found then
        perform pgfiles.raise_error('not_allowed',
            format('%s of %s may not be changed by you', v_column, v_type.name),
            'leave use_location out');
    end if;
end
$$;

comment on function pgfiles.check_location_right(text) is
    'Raises a clear error where the caller may not update the location columns of an entity type; '
    'whether of this entity, check_entity_for_upload tells.';
