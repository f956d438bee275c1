create function pgfiles.count_holds(file_ids uuid[])
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
declare
    v_locked uuid[] := pgfiles.lock_files(file_ids);
begin
    update pgfiles.file f
    set is_held = h.is_held
    from unnest(v_locked) l (id)
    cross join lateral (
        -- Several holds add up.
        select exists (
            select
            from (
                select h.hold_id
                from pgfiles.legal_hold_file h
                where h.file_id = l.id
                offset 0) h
            join pgfiles.legal_hold g on g.id = h.hold_id and g.released_at is null)
    ) h (is_held)
    cross join lateral (
        select o.is_held from pgfiles.file o where o.id = l.id offset 0) o
    where f.id = any (array[l.id]) and o.is_held <> h.is_held;
end
$$;

comment on function pgfiles.count_holds(uuid[]) is
    'Notes in the rows of files whether a legal hold is about them that was not released.';
