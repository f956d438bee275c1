create function pgfiles.asked_bytes(file_ids uuid[])
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
begin
    return (
        select coalesce(sum(pgfiles.charged_bytes(
            f.status, f.file_size, f.form_max_size, f.deleted_at)), 0)
        from pgfiles.file f
        where f.id = any (file_ids));
end
$$;

comment on function pgfiles.asked_bytes(uuid[]) is
    'Bytes by which files of this transaction count against a quota.';
