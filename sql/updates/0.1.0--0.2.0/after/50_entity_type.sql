-- No change that the audit should tell.
set local session_replication_role = replica;
update pgfiles.entity_type t
set attnums = (
    select pg_catalog.array_agg(a.attnum order by c.place)
    from pg_catalog.unnest(array[
        t.id_column, t.location_column, t.latitude_column, t.longitude_column])
        with ordinality c (name, place)
    left join pg_catalog.pg_attribute a on a.attrelid = t.table_name and a.attname = c.name);
set local session_replication_role = origin;
