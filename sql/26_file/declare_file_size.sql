create function pgfiles.declare_file_size(file_id uuid, file_size bigint)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- Definer, because clients must not change a size. The caller is checked in the condition: own
    -- file, without bytes and size. A size that cannot be is left to the worker: it would count
    -- against the whole organization's quota.
    with own as materialized (
        select f.id, f.status, f.file_size, f.form_max_size
        from (
            select f.id, f.organization_id, f.owner_id, f.is_deleted
            from pgfiles.file f
            where f.id = declare_file_size.file_id
            offset 0
        ) o
        cross join lateral (
            select f.id, f.status, f.file_size, f.form_max_size
            from pgfiles.file f
            where f.id = o.id
            offset 0
            for no key update
        ) f
        where o.organization_id = pgfiles.current_organization_id()
            and o.owner_id = pgfiles.current_user_id()
            and not o.is_deleted
    )
    update pgfiles.file f
    set file_size = declare_file_size.file_size
    from own o
    where f.id = o.id
        and o.status = 'pending'
        and o.file_size is null
        and declare_file_size.file_size between 1 and o.form_max_size;
end
$$;

comment on function pgfiles.declare_file_size(uuid, bigint) is
    'Notes the size that a polling client declares after its upload, in bytes; a worker compares '
    'it with the object.';
