create function files.count_files(entity_type text default null, entity_id text default null)
    returns bigint
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if entity_type is null or entity_id is null then
        perform pgfiles.raise_error('invalid_argument',
            'entity_type and entity_id are needed', 'send the row whose files you want to count');
    end if;
    return (
        select count(*)
        from files.files f
        where f.entity_type = count_files.entity_type and f.entity_id = count_files.entity_id);
end
$$;

comment on function files.count_files(text, text) is
$$How many files of an entity you see

entity_type, entity_id: the row of your application that the files belong to. Of an entity that you
may not see it is 0.

Errors: 22023 without entity_type or entity_id.$$;
