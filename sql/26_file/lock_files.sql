create function pgfiles.lock_files(file_ids uuid[], to_delete boolean default false)
    returns uuid[]
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
begin
    if to_delete then
        return array(
            select f.id
            from (select distinct i.id from unnest(file_ids) i (id) order by i.id) i
            cross join lateral (
                select f.id from pgfiles.file f where f.id = i.id offset 0 for update) f);
    end if;
    return array(
        select f.id
        from (select distinct i.id from unnest(file_ids) i (id) order by i.id) i
        cross join lateral (
            select f.id from pgfiles.file f where f.id = i.id offset 0 for no key update) f);
end
$$;

comment on function pgfiles.lock_files(uuid[], boolean) is
    'Locks files, to update or to delete them by the next statement, in the order of their ids, as '
    'all do who write many; as the caller, those that he may. An update alone locks them as they '
    'lie; and a statement that locks and updates comes by the versions that it saw at its '
    'beginning, and waits for who waits for it. Returns those that are there, in that order.';
