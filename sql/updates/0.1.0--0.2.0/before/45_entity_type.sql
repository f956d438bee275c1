-- done: table pgfiles.entity_type column table_name
-- A name instead of a regclass, which comes back from no dump if its table is gone.
alter table pgfiles.entity_type alter column table_name type text using coalesce(
    (pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, table_name, 0)).identity,
    table_name::pg_catalog.text);
