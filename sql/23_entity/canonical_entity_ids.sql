create function pgfiles.canonical_entity_ids(entity_type text, entity_ids text[])
    returns text[]
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
begin
    return pgfiles.cast_entity_ids(entity_type, entity_ids);
exception
    when data_exception then
        if cardinality(entity_ids) = 1 then
            return array[null];
        end if;
        -- One by one, to find those that are none.
        return array(
            select (pgfiles.canonical_entity_ids(entity_type, array[i.id]))[1]
            from unnest(entity_ids) with ordinality i (id, item)
            order by i.item);
end
$$;

comment on function pgfiles.canonical_entity_ids(text, text[]) is
    'The ids of entities as their table writes them, so that a file is found under the id of its '
    'row however a client wrote it; null for one that cannot be an id.';
