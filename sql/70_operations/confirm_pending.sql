create function pgfiles.confirm_pending(created_before timestamptz default now())
    returns bigint
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
    select count(*)
    from pgfiles.mark_uploaded(array(
        select f.id
        from pgfiles.file f
        where f.status = 'pending' and f.created_at < created_before)) m
    where m.status = 'uploaded'
$$;

comment on function pgfiles.confirm_pending(timestamptz) is
$$Has workers look for the objects of all uploads that nobody has confirmed

After point-in-time recovery: what was confirmed after the moment that the database went back to is
pending again, though the bytes are in the store and the client was told so. The answer is how many
are looked for. What is there becomes ready. What is not is rejected (object_missing) and can still
be uploaded and confirmed, also in parts. For DBAs.$$;
