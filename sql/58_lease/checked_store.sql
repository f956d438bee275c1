create function pgfiles.checked_store(bucket text)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_store text := (
        select pgfiles.store_of(b) from pgfiles.bucket b where b.name = checked_store.bucket);
begin
    if v_store is null then
        perform pgfiles.raise_error('invalid_argument',
            format('there is no bucket %s', coalesce(quote_literal(bucket), 'null')),
            'table pgfiles.bucket has their names');
    end if;
    return v_store;
end
$$;

comment on function pgfiles.checked_store(text) is
    'The store of a bucket, see store_of. Raises invalid_argument if there is none of that name.';
