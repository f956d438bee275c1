create function pgfiles.checked_claim_paths(settings jsonb, name text)
    returns text[]
    language plpgsql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
declare
    -- text[] literals with blanks between them; a key may hold a blank itself.
    v_paths text[] := regexp_split_to_array(btrim(settings ->> name), '\s+(?={)');
    v_are_paths boolean;
begin
    begin
        v_are_paths := (select bool_and(cardinality(p::text[]) > 0) from unnest(v_paths) p);
    exception
        when data_exception then
            v_are_paths := false;
    end;
    if not v_are_paths then
        perform pgfiles.raise_error('invalid_argument',
            format('%s must be a path such as {user,user_id}, or several with blanks between them; '
                'got %s', name, left(settings ->> name, 100)),
            'name the keys that lead to the claim, parted by commas');
    end if;
    return v_paths;
end
$$;

comment on function pgfiles.checked_claim_paths(jsonb, text) is
    'The paths of a setting that names a claim, or a clear error.';
