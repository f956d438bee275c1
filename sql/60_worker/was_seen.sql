create function pgfiles.was_seen(bucket text, item text)
    returns boolean
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select
        from pgfiles.bucket_check c
        where c.bucket = was_seen.bucket and c.item = was_seen.item and c.is_ok)
$$;

comment on function pgfiles.was_seen(text, text) is
    'Whether the store of a bucket was seen to do what a row of bucket_check is about. Not looked '
    'at yet is no.';
