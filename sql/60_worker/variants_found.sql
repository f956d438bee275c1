create function pgfiles.variants_found(result jsonb)
    returns jsonb
    language sql
    immutable
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_object_agg(v.name, jsonb_strip_nulls(jsonb_build_object(
        's3_key', v.found -> 'key',
        'file_type', v.found -> 'file_type',
        'file_size', v.found -> 'file_size',
        'width', v.found -> 'width',
        'height', v.found -> 'height')))
    from (
        select m ->> 'name', m from jsonb_array_elements(result -> 'variants') m
        union all
        select 'stripped', result -> 'stripped' where result ->> 'stripped' is not null
    ) v (name, found)
$$;

comment on function pgfiles.variants_found(jsonb) is
    'The copies that java_await_batch made of a file, as its column variants has them; null '
    'if none.';
