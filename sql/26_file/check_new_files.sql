create function pgfiles.check_new_files()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_name_max integer := pgfiles.setting('file_name_max_length')::integer;
begin
    -- As whoever inserts: a DBA and a restore may insert anything, as row-level security has it.
    if not row_security_active('pgfiles.file') then
        return null;
    end if;
    if exists (
        select
        from (
            select n.entity_type, array_agg(distinct n.entity_id order by n.entity_id) as ids
            from new_file n
            where n.entity_type is not null
            group by n.entity_type
            order by n.entity_type
        ) e
        where e.ids is distinct from array(
            select i.id
            from unnest(pgfiles.editable_entities(e.entity_type, e.ids)) i (id)
            order by i.id)
    ) or exists (
        select
        from new_file n
        where n.use_location and pgfiles.location_problem(n.entity_type, n.entity_id) is not null
    ) or exists (
        with kind as materialized (
            select k.entity_type, pgfiles.bucket_for(k.organization_id, k.entity_type) as bucket
            from (select distinct n.organization_id, n.entity_type from new_file n) k
        )
        select
        from kind k
        join pgfiles.bucket b on b.name = k.bucket
        join new_file n on n.entity_type is not distinct from k.entity_type
        where n.bucket <> b.name
            or n.s3_original_key <> pgfiles.original_key(
                n.organization_id, n.entity_type, n.entity_id, n.id, n.file_type)
            or not coalesce(coalesce(n.file_size, n.form_max_size) between 1 and b.max_bytes, false)
            or not pgfiles.is_type_allowed(n.file_type, b.allowed_types)
            or not pgfiles.is_file_type(n.file_type)
            or pgfiles.file_name_problem(n.file_name, v_name_max) is not null
    ) then
        perform pgfiles.raise_error('not_allowed', 'pgfiles.file',
            'uploads are begun by the functions of the schema files');
    end if;
    return null;
end
$$;

comment on function pgfiles.check_new_files() is
    'The part of the policy file_insert_by_entity_access that is asked once for all rows of a '
    'statement: that the caller may edit the entities, and that bucket, key, name, size and type '
    'are what create_files makes them.';
