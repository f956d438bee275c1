create function pgfiles.check_location_right(entity_type text, entity_id text)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_type pgfiles.entity_type;
    v_column name;
    v_is_found boolean;
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
    -- An edit_function decides who adds files, and not who changes the row.
    if coalesce(v_type.location_column, v_type.latitude_column) is not null then
        execute format('select true from %s where %I = $1::%s for key share',
                v_type.table_name, v_type.id_column, v_type.id_type)
            into v_is_found
            using entity_id;
        if v_is_found is null then
            perform pgfiles.raise_error('not_allowed',
                format('%s %s may not be changed by you', v_type.name, entity_id),
                'leave use_location out');
        end if;
    end if;
end
$$;

comment on function pgfiles.check_location_right(text, text) is
    'Raises a clear error where the caller may not update the location columns of an entity.';
