create function files.retry_deletions(ids bigint[] default null)
    returns table (id bigint, last_error text)
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
    update pgfiles.doomed_object d
    set died_at = null, attempts = 0, delete_at = least(d.delete_at, now())
    where d.id = any (
        case when ids is null
            then array(select o.id from pgfiles.doomed_object o where o.died_at is not null)
            else array(
                select o.id
                from unnest(ids) i (id)
                cross join lateral (
                    select o.id, o.died_at
                    from pgfiles.doomed_object o
                    where o.id = i.id
                    offset 0) o
                where o.died_at is not null) end)
    returning d.id, d.last_error
$$;

comment on function files.retry_deletions(bigint[]) is
$$Gives objects that could not be deleted another round of attempts

These lines of files.undeletable_objects, or all; the answer is which, and what their last error
was. For DBAs.$$;
