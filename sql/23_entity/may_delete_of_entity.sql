create function pgfiles.may_delete_of_entity(entity_type text, entity_id text)
    returns boolean
    language plpgsql
    volatile
    cost 2000
    set search_path = pg_catalog, pg_temp
as $$
begin
    return exists (
            select
            from pgfiles.entity_type t
            where t.name = may_delete_of_entity.entity_type and t.may_delete = 'editors')
        and pgfiles.can_edit_entity(entity_type, entity_id);
end
$$;

comment on function pgfiles.may_delete_of_entity(text, text) is
    'Whether the caller may delete the files of an entity that others have uploaded: if the '
    'may_delete of its type says editors, and he may edit it.';
