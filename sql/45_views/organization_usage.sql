create view files.organization_usage
    with (security_invoker = true)
as
select
    organization_id,
    coalesce(u.bytes, 0) as used_bytes,
    coalesce(u.files, 0) as used_files,
    nullif(coalesce(q.max_bytes, pgfiles.setting('quota_max_bytes')::bigint), 0) as max_bytes,
    nullif(coalesce(q.max_files, pgfiles.setting('quota_max_files')::bigint), 0) as max_files
from (
    select u.organization_id, sum(u.bytes)::bigint as bytes, sum(u.files)::bigint as files
    from pgfiles.quota_usage u
    where u.owner_id = ''
    group by u.organization_id
) u
full join pgfiles.quota q using (organization_id);

comment on view files.organization_usage is
$$What the caller's organization uses, and may use

One row, none before its first file. Uploads count from the moment they are asked for, with the size
that they may have at most, until they are rejected, have failed, or are purged; what is in the
trash counts, unless quota_counts_trash is off. Variants do not count.$$;
comment on column files.organization_usage.organization_id is 'As the token names it.';
comment on column files.organization_usage.used_bytes is 'Bytes of its files together.';
comment on column files.organization_usage.used_files is 'Number of its files.';
comment on column files.organization_usage.max_bytes is 'Its quota in bytes; null: without limit.';
comment on column files.organization_usage.max_files is 'Its quota in files; null: without limit.';
