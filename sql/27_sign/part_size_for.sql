create function pgfiles.part_size_for(file_size bigint)
    returns bigint
    language sql
    immutable
    strict
    parallel safe
as $$
    -- At most 10,000 parts: a 10,000th of the file rounded up to whole MiB, and 8 MiB at least.
    select greatest(8388608, (file_size + 10485759999) / 10485760000 * 1048576)
$$;

comment on function pgfiles.part_size_for(bigint) is
    'Bytes of a part of a multipart upload of so many bytes.';
