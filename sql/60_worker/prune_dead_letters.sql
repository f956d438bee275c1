create function pgfiles.prune_dead_letters(slice integer default 1000)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
declare
    v_count bigint;
begin
    delete from pgfiles.job j
    where j.id = any (array(
        select d.id
        from pgfiles.job d
        where d.died_at < now() - pgfiles.setting('dead_letter_retention')::interval
        order by d.died_at
        limit slice
        for update skip locked));
    get diagnostics v_count = row_count;
    return v_count;
end
$$;

comment on function pgfiles.prune_dead_letters(integer) is
    'Deletes up to slice dead letters that are older than the setting dead_letter_retention; '
    'returns how many.';
