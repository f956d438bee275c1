create function pgfiles.store_of(bucket pgfiles.bucket)
    returns text
    language plpgsql
    immutable
    set search_path = pg_catalog, pg_temp
as $$
begin
    return concat(
        coalesce(lower(bucket.endpoint), format('https://s3.%s.amazonaws.com', bucket.region)),
        '/', bucket.s3_bucket);
end
$$;

comment on function pgfiles.store_of(pgfiles.bucket) is
    'Where the objects of a bucket are: the same for all rows that share an S3 bucket.';
