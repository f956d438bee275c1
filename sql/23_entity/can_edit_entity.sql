create function pgfiles.can_edit_entity(entity_type text, entity_id text)
    returns boolean
    language plpgsql
    volatile
    cost 2000
    set search_path = pg_catalog, pg_temp
as $$
begin
    return pgfiles.editable_entities(entity_type, array[entity_id]) <> '{}';
end
$$;

comment on function pgfiles.can_edit_entity(text, text) is
    'Whether the caller may edit the entity, see editable_entities.';
