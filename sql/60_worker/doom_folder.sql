create function pgfiles.doom_folder(file pgfiles.file, cause text)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
declare
    v_folder text := pgfiles.variant_key(file.s3_original_key, file.variant_folder, '');
    v_leased_until timestamptz;
begin
    select max(j.leased_until) into v_leased_until
    from (
        select j.leased_until
        from pgfiles.job j
        where j.file_id = doom_folder.file.id
        offset 0) j;
    -- Others keep their own objects beside one whose key we did not make.
    if (v_leased_until is not null or file.status in ('uploaded', 'processing'))
        and pgfiles.id_in_key(v_folder) = file.id then
        insert into pgfiles.doomed_object
            (bucket, s3_key, is_prefix, file_id, organization_id, cause, delete_at)
        values (
            file.bucket, v_folder, true, file.id, file.organization_id, doom_folder.cause,
            -- One that was given up at its deadline may still be sending.
            greatest(
                pgfiles.deletion_time(file, true),
                greatest(v_leased_until, now()) + interval '5 minutes'))
        on conflict do nothing;
    end if;
end
$$;

comment on function pgfiles.doom_folder(pgfiles.file, text) is
    'Writes down that the whole folder of a file has to be deleted if a worker may be writing '
    'there just now, or may have died while it did: no row names what it leaves.';
