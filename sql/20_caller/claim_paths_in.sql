create function pgfiles.claim_paths_in(value text)
    returns text[]
    language plpgsql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
declare
    -- text[] literals with blanks between them; a key may hold a blank itself.
    v_paths text[] := regexp_split_to_array(btrim(value), '\s+(?={)');
begin
    if (select bool_and(cardinality(p::text[]) > 0) from unnest(v_paths) p) then
        return v_paths;
    end if;
    return null;
exception
    when data_exception then
        return null;
end
$$;

comment on function pgfiles.claim_paths_in(text) is
    'The paths in a setting that names a claim, each a text[] literal; null if it has none.';
