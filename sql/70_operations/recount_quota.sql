create function pgfiles.recount_quota()
    returns table (organization_id text, owner_id text, bytes bigint, files bigint)
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    -- One at a time, or both would mend the same.
    perform pg_advisory_xact_lock('pgfiles.quota_usage'::regclass::oid::integer, 0);
    -- In one statement: files and what was noted of them are of the same moment, so nobody has to
    -- wait, and what is uploaded meanwhile counts itself.
    return query
        with counted as (
            select f.organization_id, coalesce(f.owner_id, '') as owner_id,
                sum(c.bytes)::bigint as bytes, count(*) as files
            from pgfiles.file f
            cross join lateral pgfiles.charged_bytes(
                f.status, f.file_size, f.form_max_size, f.deleted_at) c (bytes)
            where c.bytes is not null
            group by grouping sets ((f.organization_id), (f.organization_id, f.owner_id))
            having grouping(f.owner_id) = 1 or f.owner_id <> ''
        ), noted as (
            select u.organization_id, u.owner_id,
                sum(u.bytes)::bigint as bytes, sum(u.files)::bigint as files
            from pgfiles.quota_usage u
            group by u.organization_id, u.owner_id
        )
        insert into pgfiles.quota_usage as u (organization_id, owner_id, bytes, files)
        select organization_id, owner_id,
            coalesce(c.bytes, 0) - coalesce(n.bytes, 0), coalesce(c.files, 0) - coalesce(n.files, 0)
        from counted c
        full join noted n using (organization_id, owner_id)
        where (coalesce(c.bytes, 0), coalesce(c.files, 0))
            <> (coalesce(n.bytes, 0), coalesce(n.files, 0))
        returning u.organization_id, nullif(u.owner_id, ''), u.bytes, u.files;
end
$$;

comment on function pgfiles.recount_quota() is
$$Counts anew what every organization and each of its users uses, and mends the difference

One row for each of these whose count was wrong, with owner_id null for the organization: by how
many bytes and files it was too low, or too high if negative. Only files that were written past the
triggers (alter table ... disable trigger, pg_restore --disable-triggers) make it so.$$;
