create function pgfiles.purge_due(file_ids uuid[])
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
declare
    v_locked uuid[] := pgfiles.lock_files(file_ids, to_delete => true);
    v_count bigint;
begin
    -- Definer, because nobody deletes rows. Whose time in the trash is over goes, whoever asks.
    delete from pgfiles.file f
    where f.id = any (array(
        select f.id
        from unnest(v_locked) i (id)
        cross join lateral (
            select f.id, f.is_deleted, f.purge_at, f.is_held
            from pgfiles.file f
            where f.id = i.id
            offset 0) f
        where f.is_deleted and f.purge_at <= now() and not f.is_held));
    get diagnostics v_count = row_count;
    return v_count;
end
$$;

comment on function pgfiles.purge_due(uuid[]) is
    'Deletes those of these files that are in the trash and need not stay there any longer; '
    'returns how many.';
