create function pgfiles.bucket_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select 'default bucket', count(*) = 1, coalesce(min(b.name), 'none'),
        'insert into pgfiles.bucket (name, s3_bucket, region, is_default) values (...)'
    from pgfiles.bucket b where b.is_default
$$;

comment on function pgfiles.bucket_findings() is
    'The row of files.doctor() about the bucket that takes what no route sends elsewhere.';
