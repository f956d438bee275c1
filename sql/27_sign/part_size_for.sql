create function pgfiles.part_size_for(file_size bigint, part_size bigint default null)
    returns bigint
    language plpgsql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
declare
    -- Of at most 10,000 parts (AWS, Amazon S3 multipart upload limits), rounded up.
    v_least constant bigint := (file_size - 1) / 10000 + 1;
begin
    -- What Uppy and the SDKs' helpers for uploads cut by default, before they ask anybody.
    if part_size is null then
        return greatest(5242880, v_least);
    elsif part_size > 5368709120 or part_size < v_least
        or part_size < least(5242880, file_size) then
        perform pgfiles.raise_error('invalid_argument',
            format('part_size must be between %s and 5368709120, got %s',
                greatest(5242880, v_least), part_size),
            'bytes of every part but the last: 5 MiB to 5 GiB, at most 10,000 parts; leave it out '
                'for the least');
    end if;
    -- A file of one part, the last one, may be smaller.
    return greatest(5242880, part_size);
end
$$;

comment on function pgfiles.part_size_for(bigint, bigint) is
    'Bytes of a part of a multipart upload of so many bytes: as asked for, within what S3 takes, '
    'or the least.';
