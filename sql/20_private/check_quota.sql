create function pgfiles.check_quota(organization_id text, file_ids uuid[])
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
    v_max_bytes bigint;
    v_max_files bigint;
    v_bytes bigint;
    v_files bigint;
    v_rows bigint;
    v_asked bigint;
begin
    select nullif(coalesce(q.max_bytes, pgfiles.setting('quota_max_bytes')::bigint), 0),
        nullif(coalesce(q.max_files, pgfiles.setting('quota_max_files')::bigint), 0)
    into v_max_bytes, v_max_files
    from (select) one_row
    left join pgfiles.quota q on q.organization_id = organization_id;
    if v_max_bytes is null and v_max_files is null then
        return;
    end if;
    -- Uploads of an organization with a quota pass here one after the other, each when the one
    -- before has committed: so the next statement sees all there are, and the quota is exact.
    perform pg_advisory_xact_lock(
        'pgfiles.quota'::regclass::oid::integer, hashtext(organization_id));
    select sum(u.bytes), sum(u.files), count(*)
    into v_bytes, v_files, v_rows
    from pgfiles.quota_usage u
    where u.organization_id = organization_id;
    if v_bytes > v_max_bytes or v_files > v_max_files then
        select sum(pgfiles.charged_bytes(f.status, f.file_size, f.form_max_size))
        into v_asked
        from pgfiles.file f
        where f.id = any (file_ids);
        perform pgfiles.raise_error('quota_exceeded',
            format('at most %s bytes and %s files; in use: %s bytes and %s files; asked for: '
                    '%s bytes and %s files',
                coalesce(v_max_bytes::text, 'any number of'),
                coalesce(v_max_files::text, 'any number of'),
                v_bytes - v_asked, v_files - cardinality(file_ids),
                v_asked, cardinality(file_ids)),
            'delete files, or have the quota raised');
    elsif v_rows > 200 then
        perform pgfiles.fold_quota_usage(organization_id);
    end if;
end
$$;

comment on function pgfiles.check_quota(text, uuid[]) is
    'Raises quota_exceeded if an organization uses more than it may, now that these files of this '
    'transaction are counted.';
