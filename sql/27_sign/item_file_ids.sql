create function pgfiles.item_file_ids(items jsonb)
    returns uuid[]
    language plpgsql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
begin
    if items is null then
        return null;
    elsif jsonb_typeof(items) <> 'array' or exists (
            select
            from jsonb_array_elements(items) i
            where (i ->> 'file_id' ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$') is not true)
    then
        perform pgfiles.raise_error('invalid_argument',
            'items must be an array of objects, each with a file_id',
            'send {"items": [{"file_id": "..."}, ...]}, or {"file_ids": ["...", ...]}');
    end if;
    return array(
        select (i.item ->> 'file_id')::uuid
        from jsonb_array_elements(items) with ordinality i (item, place)
        order by i.place);
end
$$;

comment on function pgfiles.item_file_ids(jsonb) is
    'The ids in a list of items that each name a file, in order; null of null.';
