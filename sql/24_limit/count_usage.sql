create function pgfiles.count_usage()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_sign integer := case tg_op when 'DELETE' then -1 else 1 end;
begin
    -- Definer, because what is used is nobody's to write. A trigger has no caller to check.
    insert into pgfiles.quota_usage (organization_id, owner_id, bytes, files)
    select f.organization_id, coalesce(f.owner_id, ''), v_sign * sum(c.bytes), v_sign * count(*)
    from counted_file f
    cross join lateral pgfiles.charged_bytes(
        f.status, f.file_size, f.form_max_size, f.deleted_at) c (bytes)
    where c.bytes is not null
    group by grouping sets ((f.organization_id), (f.organization_id, f.owner_id))
    having grouping(f.owner_id) = 1 or f.owner_id <> '';
    return null;
end
$$;

comment on function pgfiles.count_usage() is
    'Notes what new or deleted files change in what their organizations and owners use: a row for '
    'each of these in a statement, however many its files are.';
