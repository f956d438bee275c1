create function pgfiles.check_multipart_arguments(
    upload_id text, part_size bigint, part_count integer, part_numbers integer[]
)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_bad integer;
begin
    if upload_id is null or upload_id !~ '^[!-~]+$' or length(upload_id) > 1024 then
        perform pgfiles.raise_error('invalid_argument',
            'upload_id must be the UploadId that S3 answered',
            'send the request of create_multipart_upload to S3 and read UploadId from its answer');
    end if;
    select n into v_bad
    from unnest(part_numbers) n
    where n is null or n not between 0 and part_count
    limit 1;
    if found then
        perform pgfiles.raise_error('invalid_argument',
            format('part_number must be between 1 and %s, got %s',
                part_count, coalesce(v_bad::text, 'null')),
            format('the file has %s parts of %s bytes, the last one what remains',
                part_count, part_size));
    end if;
end
$$;

comment on function pgfiles.check_multipart_arguments(text, bigint, integer, integer[]) is
    'Raises a clear error for an upload id or part numbers that cannot be.';
