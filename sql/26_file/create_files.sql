create function pgfiles.create_files(caller pgfiles.caller, items jsonb, upload_method text)
    returns table (item integer, file_id uuid, problem pgfiles.problem)
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    -- One plan for a batch of any size: to plan it costs more than a batch of one.
    set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
    v_name_max integer := pgfiles.setting('file_name_max_length')::integer;
    v_now bigint := extract(epoch from clock_timestamp()) * 1000000;
    v_kinds jsonb;
    v_access jsonb;
begin
    if caller.user_id is null then
        perform pgfiles.raise_error('not_signed_in',
            'the token has neither user.user_id nor sub', 'sign in');
    end if;
    -- What is the same for all files of an entity type, by its name.
    v_kinds := (
        select jsonb_object_agg(k.entity_type, jsonb_build_object(
            'bucket', b.name, 'max_bytes', b.max_bytes, 'allowed_types', b.allowed_types::text,
            'is_refused', pgfiles.setting('unleased_uploads') = 'refuse'
                and pgfiles.lacks_lease(b.name)))
        from (
            select distinct coalesce(i.value ->> 'entity_type', '')
            from jsonb_array_elements(items) i (value)
        ) k (entity_type)
        left join pgfiles.bucket b
            on b.name = pgfiles.bucket_for(caller.organization_id, nullif(k.entity_type, '')));
    v_access := pgfiles.entity_access(items);

    return query
        with given as materialized (
            select
                i.item::integer as item,
                jsonb_typeof(i.value) = 'object' as is_object,
                i.value ->> 'entity_type' as entity_type,
                i.value ->> 'entity_id' as given_id,
                pgfiles.normal_file_name(i.value ->> 'file_name') as file_name,
                nullif(nullif(pgfiles.normal_file_type(i.value ->> 'file_type'), ''),
                    'application/octet-stream') as given_type,
                i.value ->> 'file_size' as given_size,
                lower(i.value ->> 'sha256') as sha256,
                coalesce(lower(i.value ->> 'use_location'), 'false') as use_location,
                v_kinds -> coalesce(i.value ->> 'entity_type', '') as kind,
                v_access -> concat(i.value ->> 'entity_type', e'\n', i.value ->> 'entity_id')
                    as access
            from jsonb_array_elements(items) with ordinality i (value, item)
        ), checked as materialized (
            select t.*, pgfiles.uuid_v7_at(v_now + t.item) as id,
                pgfiles.upload_problem(
                    row(t.item, t.is_object, t.entity_type, t.given_id, t.file_name, t.file_type,
                        t.given_size, t.sha256, t.use_location, t.kind, t.access,
                        t.is_type_guessed)::pgfiles.new_file,
                    upload_method, v_name_max) as problem
            from (
                select g.*, g.given_type is null as is_type_guessed,
                    coalesce(g.given_type, pgfiles.guessed_type(
                        g.file_name, (g.kind ->> 'allowed_types')::text[])) as file_type
                from given g
                offset 0
            ) t
        ), inserted as (
            -- As the caller: the policy file_insert_by_entity_access and the trigger
            -- check_new_files decide again.
            insert into pgfiles.file
                (id, organization_id, owner_id, uploader_id, entity_type, entity_id, file_name,
                file_type, file_size, sha256, bucket, s3_original_key, upload_method, form_max_size,
                use_location, is_type_guessed)
            select c.id, caller.organization_id, caller.user_id, (
                    select u.id
                    from pgfiles.app_user u
                    where u.organization_id = caller.organization_id
                        and u.user_id = caller.user_id),
                c.entity_type,
                c.access ->> 'id', c.file_name, c.file_type, c.given_size::bigint, c.sha256,
                c.kind ->> 'bucket',
                pgfiles.original_key(caller.organization_id, c.entity_type, c.access ->> 'id',
                    c.id, c.file_type),
                upload_method,
                case when c.given_size is null then (c.kind -> 'max_bytes')::bigint end,
                c.use_location::boolean and c.entity_type is not null, c.is_type_guessed
            from checked c
            where c.problem is null
        )
        select c.item, case when c.problem is null then c.id end, c.problem
        from checked c
        order by c.item;
end
$$;

comment on function pgfiles.create_files(pgfiles.caller, jsonb, text) is
    'New files in status pending, as the caller: one statement for any number. items: an array of '
    'objects with entity_type, entity_id, file_name, file_type, file_size, sha256, use_location. '
    'An item that is refused has its problem in the row and does not fail the others.';
