create function pgfiles.check_quota(
    organization_id text, file_ids uuid[], may_share boolean default true
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
    c_lock constant integer := 'pgfiles.quota'::regclass::oid::integer;
    v_quota pgfiles.quota;
    v_max_bytes bigint;
    v_max_files bigint;
    v_asked_bytes bigint;
    v_asked_files bigint := cardinality(file_ids);
    v_used record;
begin
    v_quota := (select q from pgfiles.quota q where q.organization_id = organization_id);
    v_max_bytes := nullif(
        coalesce(v_quota.max_bytes, pgfiles.setting('quota_max_bytes')::bigint), 0);
    v_max_files := nullif(
        coalesce(v_quota.max_files, pgfiles.setting('quota_max_files')::bigint), 0);
    if v_max_bytes is null and v_max_files is null then
        return;
    end if;
    v_asked_bytes := pgfiles.asked_bytes(file_ids);

    -- Side by side as long as a tenth is free, and all connections together cannot ask for as much.
    if may_share then
        begin
            perform pg_advisory_xact_lock_shared(c_lock, hashtext(organization_id));
            v_used := pgfiles.used_quota(organization_id);
            if greatest(v_used.bytes / 0.9, v_asked_bytes * 10.0
                    * current_setting('max_connections')::integer) <= v_max_bytes is not false
                and greatest(v_used.files / 0.9, v_asked_files * 10.0
                    * current_setting('max_connections')::integer) <= v_max_files is not false then
                return;
            end if;
            -- Gives the shared lock back: two that hold it could not both have the other one.
            raise exception using errcode = 'QUOTA';
        exception
            when sqlstate 'QUOTA' then
                null;
        end;
    end if;

    -- Otherwise one after the other, each when those before have committed: the quota is exact.
    perform pg_advisory_xact_lock(c_lock, hashtext(organization_id));
    v_used := pgfiles.used_quota(organization_id);
    if v_used.bytes > v_max_bytes or v_used.files > v_max_files then
        perform pgfiles.raise_error('quota_exceeded',
            format('at most %s bytes and %s files; in use: %s and %s; asked for: %s and %s',
                coalesce(v_max_bytes::text, 'any number of'),
                coalesce(v_max_files::text, 'any number of'),
                v_used.bytes - v_asked_bytes, v_used.files - v_asked_files,
                v_asked_bytes, v_asked_files),
            case when pgfiles.setting('quota_counts_trash')::boolean
                then 'delete files and have an admin empty the trash (files.purge_files), or have '
                    'the quota raised'
                else 'delete files, or have the quota raised' end);
    end if;
end
$$;

comment on function pgfiles.check_quota(text, uuid[], boolean) is
    'Raises quota_exceeded if an organization uses more than it may, now that these files of this '
    'transaction are counted. Exact, however many ask at once. may_share: the transaction asks '
    'only once.';
