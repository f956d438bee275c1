create function pgfiles.fill_entity_location()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    -- Whoever keeps the entity locked must not keep the worker.
    set lock_timeout = '5s'
as $$
declare
    v_type pgfiles.entity_type;
begin
    select t.* into v_type from pgfiles.entity_type t where t.name = new.entity_type;
    if not found or new.latitude is null or new.longitude is null then
        return new;
    end if;
    -- As the worker: that the uploader may set these columns of this entity was checked in the
    -- transaction that made the file.
    begin
        if v_type.latitude_column is not null then
            execute format(
                    'update %s set %I = $1, %I = $2 '
                        'where %I = $3::%s and %2$I is null and %3$I is null',
                    v_type.table_name, v_type.latitude_column, v_type.longitude_column,
                    v_type.id_column, v_type.id_type)
                using new.latitude, new.longitude, new.entity_id;
        elsif v_type.location_column is not null then
            -- As text, since PostGIS may be in any schema, or not here at all.
            execute format(
                    'update %s set %I = $1::%s where %I = $2::%s and %2$I is null',
                    v_type.table_name, v_type.location_column, v_type.location_type,
                    v_type.id_column, v_type.id_type)
                using
                    format(
                        case v_type.location_type when 'point' then '(%s,%s)'
                            else 'SRID=4326;POINT(%s %s)' end,
                        new.longitude, new.latitude),
                    new.entity_id;
        end if;
    exception
        -- A rule of the application's table, say a check constraint, is no fault of the file.
        when others then
            new.status_detail := concat_ws('; ', new.status_detail,
                format('the location of its %s could not be set: %s', v_type.name, sqlerrm));
    end;
    return new;
end
$$;

comment on function pgfiles.fill_entity_location() is
    'Writes the place where a photo was taken to its entity, if that has none and the uploader '
    'consented.';
