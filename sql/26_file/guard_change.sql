create function pgfiles.guard_change()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- As whoever changes it. The policy lets through what he may delete, and what he may give to an
    -- entity; which of both he does is seen here, where both rows are.
    if row_security_active('pgfiles.file')
        and (old.entity_type, old.entity_id) is distinct from (new.entity_type, new.entity_id)
        and (old.entity_type is not null or new.deleted_at is not null
            or old.owner_id is distinct from pgfiles.current_user_id()) then
        perform pgfiles.raise_error('not_allowed', 'pgfiles.file',
            'files are given to an entity by files.attach_file, and deleted by files.delete_file');
    end if;
    return new;
end
$$;

comment on function pgfiles.guard_change() is
    'Keeps those who may delete a file, or give it to an entity, from doing another''s part with '
    'their right to one of these.';
