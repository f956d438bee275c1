create function pgfiles.is_written_once(bucket text, upload_method text)
    returns boolean
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    -- S3 has no such condition for forms, and polling clients send none. Of a PUT that begins
    -- before another and ends after it nothing is known where a store asks only at its beginning.
    select b.has_conditional_writes
        and case
            when upload_method = 'put'
            then pgfiles.was_seen(b.name, 'conditional_writes')
                and pgfiles.was_seen(b.name, 'overlapping_writes')
            when upload_method = 'multipart'
            then pgfiles.was_seen(b.name, 'conditional_completions')
            else false
        end
    from pgfiles.bucket b
    where b.name = is_written_once.bucket
$$;

comment on function pgfiles.is_written_once(text, text) is
    'Whether whoever has the URL of an upload to this bucket cannot write again what a worker has '
    'checked, as the store was seen to keep him from it.';
