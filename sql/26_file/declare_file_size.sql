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
    update pgfiles.file f
    set file_size = declare_file_size.file_size
    where f.id = declare_file_size.file_id
        and f.status = 'pending'
        and f.file_size is null
        and declare_file_size.file_size between 1 and f.form_max_size
        and f.organization_id = pgfiles.current_organization_id()
        and f.owner_id = pgfiles.current_user_id();
end
$$;

comment on function pgfiles.declare_file_size(uuid, bigint) is
    'Notes the size that a polling client declares after its upload, in bytes; a worker compares '
    'it with the object.';
