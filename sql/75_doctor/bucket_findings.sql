create function pgfiles.bucket_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select 'default bucket', bool_or(b.is_default) is true,
        coalesce(min(b.name) filter (where b.is_default), 'none'),
        coalesce(
            format('update pgfiles.bucket set is_default = true where name = %L;', min(b.name)),
            'insert into pgfiles.bucket (name, s3_bucket, region, is_default) values (...)')
    from pgfiles.bucket b
$$;

comment on function pgfiles.bucket_findings() is
    'The row of files.doctor() about the bucket that takes what no route sends elsewhere.';
