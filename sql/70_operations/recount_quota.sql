create function pgfiles.recount_quota()
    returns table (organization_id text, bytes bigint, files bigint)
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    -- Files stand still meanwhile; they can be read.
    lock table pgfiles.file in share row exclusive mode;
    perform pgfiles.fold_quota_usage();
    return query
        with counted as (
            select f.organization_id, sum(c.bytes)::bigint as bytes, count(*) as files
            from pgfiles.file f
            cross join lateral pgfiles.charged_bytes(
                f.status, f.file_size, f.form_max_size) c (bytes)
            where c.bytes is not null
            group by f.organization_id
        )
        insert into pgfiles.quota_usage as u (organization_id, bytes, files)
        select organization_id,
            coalesce(c.bytes, 0) - coalesce(u.bytes, 0), coalesce(c.files, 0) - coalesce(u.files, 0)
        from counted c
        full join pgfiles.quota_usage u using (organization_id)
        where (coalesce(c.bytes, 0), coalesce(c.files, 0))
            <> (coalesce(u.bytes, 0), coalesce(u.files, 0))
        returning u.organization_id, u.bytes, u.files;
end
$$;

comment on function pgfiles.recount_quota() is
$$Counts anew what every organization uses, and mends the difference

One row for each organization whose count was wrong: by how many bytes and files it was too low, or
too high if negative. Only files that were written past the triggers (alter table ... disable
trigger, pg_restore --disable-triggers) make it so.$$;
