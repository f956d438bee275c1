create function pgfiles.access_problem(entity_type text, entity_id text, access jsonb)
    returns pgfiles.problem
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
begin
    return case
        when entity_type is null and entity_id is null then null
        when entity_type is null or entity_id is null then
            ('invalid_argument', 'entity_type and entity_id go together',
            'send both, or neither for a file of your own')::pgfiles.problem
        when access is null then
            ('entity_type_unknown', left(entity_type, 100), coalesce('known: ' ||
                (select string_agg(t.name, ', ' order by t.name) from pgfiles.entity_type t),
                'insert a row into pgfiles.entity_type'))::pgfiles.problem
        when not (access -> 'is_visible')::boolean then
            ('entity_not_found', format('%s %s', entity_type, left(entity_id, 100)),
            'check the id, and that you may see the row')::pgfiles.problem
        when not (access -> 'is_editable')::boolean then
            ('not_allowed',
            format('%s %s may not be changed by you', entity_type, left(entity_id, 100)),
            'ask for the right to update it')::pgfiles.problem
    end;
end
$$;

comment on function pgfiles.access_problem(text, text, jsonb) is
    'Why the caller may not add a file to an entity, by what entity_access says of it: unknown '
    'type, not visible, not editable; null if he may.';
