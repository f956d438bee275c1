create function pgfiles.fill_waiting_location()
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
declare
    v_file pgfiles.file;
begin
    delete from pgfiles.waiting_location w
    where w.file_id = any (array(
        select f.id
        from pgfiles.waiting_location o
        cross join lateral (
            select f.id
            from pgfiles.file f
            where f.id = o.file_id
            offset 0
            for no key update skip locked) f
        limit 1
        for update of o skip locked))
    returning w.file_id into v_file.id;
    if v_file.id is null then
        return 0;
    end if;
    select f.* into v_file from pgfiles.file f where f.id = v_file.id;
    update pgfiles.file f
    set status_detail = l.status_detail
    from pgfiles.file_with_location(v_file) l
    where f.id = any (array[v_file.id]) and l.status_detail is distinct from f.status_detail;
    return 1;
end
$$;

comment on function pgfiles.fill_waiting_location() is
    'Writes the place of one file of pgfiles.waiting_location to its entity; returns how many, one '
    'or none.';
