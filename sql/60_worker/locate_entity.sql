create function pgfiles.locate_entity(
    type pgfiles.entity_type,
    entity_id text,
    latitude double precision,
    longitude double precision
)
    returns text
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    -- Whoever keeps the entity locked must not keep the worker.
    set lock_timeout = '5s'
    set check_function_bodies = off
as $$
declare
    c_function constant text :=
        'pg_temp.locate_entity(text, double precision, double precision)';
    v_owner name;
    v_update text;
begin
    -- Locked, so that the name stands for this table, and the owner is the owner, to the end.
    select r.rolname into v_owner
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_roles r on r.oid = c.relowner
    where c.oid = type.table_oid and format('%I.%I', n.nspname, c.relname) = type.table_name
    for share of c, n;
    if not found then
        return format('there is no table %s', type.table_name);
    elsif pgfiles.is_above(v_owner) then
        return format('its table belongs to %s, and this session to a superuser: give workers a '
            'role by pgfiles.grant_worker_to', v_owner);
    end if;
    if type.latitude_column is not null then
        v_update := format(
            'update %s set %I = $2, %I = $3 where %I = $1::%s and %2$I is null and %3$I is null',
            type.table_name, type.latitude_column, type.longitude_column, type.id_column,
            type.id_type);
    elsif type.location_column is not null then
        -- As text, since PostGIS may be in any schema, or not here at all.
        v_update := format(
            'update %s set %I = format(%L, $3, $2)::%s where %I = $1::%s and %2$I is null',
            type.table_name, type.location_column,
            case type.location_type when 'point' then '(%s,%s)' else 'SRID=4326;POINT(%s %s)' end,
            type.location_type, type.id_column, type.id_type);
    else
        return null;
    end if;

    perform pgfiles.enter_code_of(v_owner);
    -- Code of the table's owner runs, in triggers and elsewhere: with his rights, and all of it
    -- before the function is left. Its function is made and dropped in this transaction, so that he
    -- cannot alter it from another one.
    execute format(
        'create function %s returns void language sql security definer '
            'set search_path = pg_catalog, pg_temp as %L',
        c_function, v_update || '; set constraints all immediate');
    execute format('alter function %s owner to %I', c_function, v_owner);
    execute format('select %s($1, $2, $3)', split_part(c_function, '(', 1))
        using entity_id, latitude, longitude;
    -- First of all: it would hold for us, and all who called us, too.
    if pg_catalog.current_setting('search_path')
        operator(pg_catalog.<>) 'pg_catalog, pg_temp' then
        perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', false);
    end if;
    execute format('drop function %s', c_function);
    return null;
end
$$;

comment on function pgfiles.locate_entity(
    pgfiles.entity_type, text, double precision, double precision) is
    'Writes a place to an entity that has none, with the rights of the owner of its table: the '
    'uploader''s were checked in the transaction that made the file. Returns why not, or null.';
