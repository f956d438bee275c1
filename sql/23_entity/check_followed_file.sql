create function pgfiles.check_followed_file()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
declare
    v_caller pgfiles.caller;
    v_file_id uuid := (to_jsonb(new) ->> tg_argv[0])::uuid;
begin
    -- Definer, because whoever may write the row need not see files. The caller is checked: who
    -- names a file here gives it to the row, and it goes with that. Outside of requests it is the
    -- application that writes.
    if tg_op = 'UPDATE' and (to_jsonb(old) ->> tg_argv[0])::uuid is not distinct from v_file_id
        or pgfiles.claims() is null or pgfiles.is_restoring() then
        return new;
    end if;
    v_caller := pgfiles.caller();
    if not exists (
        select
        from (
            select f.organization_id, f.owner_id, f.is_deleted
            from pgfiles.file f
            where f.id = v_file_id
            offset 0) f
        where f.organization_id = v_caller.organization_id and not f.is_deleted
            and (v_caller.is_admin or f.owner_id = v_caller.user_id)) then
        perform pgfiles.raise_error('file_not_found', v_file_id::text,
            format('%s of %s names a file that you have uploaded, since it is deleted with the row',
                tg_argv[0], tg_relid::regclass));
    end if;
    return new;
end
$$;

comment on function pgfiles.check_followed_file() is
    'Lets a column that files.follow_column was called for name a file of the caller only, or of '
    'any uploader of his organization if he is an admin.';
