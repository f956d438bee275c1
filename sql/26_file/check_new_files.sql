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
    -- Type by type, in the order of their names, as entity_access locks the entities.
    if exists (
        select
        from (
            select n.organization_id, n.entity_type,
                array_agg(distinct n.entity_id order by n.entity_id) as ids
            from new_file n
            group by n.organization_id, n.entity_type
            order by n.entity_type
        ) k
        left join pgfiles.bucket b
            on b.name = pgfiles.bucket_for(k.organization_id, k.entity_type)
        where k.entity_type is not null and array(
                select i.id
                from unnest(pgfiles.editable_entities(k.entity_type, k.ids)) i (id)
                order by i.id) is distinct from k.ids
            or exists (
                select
                from new_file n
                where n.entity_type is not distinct from k.entity_type
                    and (
                        n.bucket is distinct from b.name
                        or n.s3_original_key <> pgfiles.original_key(
                            n.organization_id, n.entity_type, n.entity_id, n.id, n.file_type)
                        or not coalesce(
                            coalesce(n.file_size, n.form_max_size) between 1 and b.max_bytes, false)
                        or not pgfiles.is_type_open(
                            n.file_type, n.is_type_guessed, b.allowed_types)
                        or not pgfiles.is_file_type(n.file_type)
                        or pgfiles.file_name_problem(n.file_name, v_name_max) is not null
                        or n.use_location
                            and pgfiles.location_problem(n.entity_type, n.entity_id) is not null))
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
