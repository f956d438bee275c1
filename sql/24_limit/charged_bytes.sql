create function pgfiles.charged_bytes(
    status text, file_size bigint, max_size bigint, deleted_at timestamptz
)
    returns bigint
    language sql
    stable
    parallel safe
as $$
    -- A size that is not known yet is the largest that may come.
    select case
        when status not in ('rejected', 'failed')
            and (deleted_at is null or pgfiles.setting('quota_counts_trash')::boolean)
        then coalesce(file_size, max_size, 0) end
$$;

comment on function pgfiles.charged_bytes(text, bigint, bigint, timestamptz) is
    'Bytes by which a file counts against its organization''s quota; null if it does not count, '
    'since it will not be kept, or is in a trash that does not count.';
