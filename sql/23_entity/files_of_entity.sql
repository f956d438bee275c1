create function pgfiles.files_of_entity(entity_type text, entity_id text)
    returns uuid[]
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
begin
    -- Each part has its index.
    return array(
        select f.id
        from (
            select f.id, f.entity_type
            from pgfiles.file f
            where f.entity_id = files_of_entity.entity_id and not f.is_deleted
            union all
            select f.id, f.entity_type
            from pgfiles.file f
            where f.entity_id = files_of_entity.entity_id and f.is_deleted
            offset 0) f
        where f.entity_type = files_of_entity.entity_type);
end
$$;

comment on function pgfiles.files_of_entity(text, text) is
    'The files of an entity, also those in the trash, of whatever organization.';
