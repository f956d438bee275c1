create function pgfiles.awaits_bytes(status text, status_reason text)
    returns boolean
    language sql
    immutable
    parallel safe
as $$
    -- Whoever confirmed too early may confirm again, or still complete his upload.
    select status = 'pending' or status = 'rejected' and status_reason = 'object_missing'
$$;

comment on function pgfiles.awaits_bytes(text, text) is
    'Whether the upload of a file with this status can still be confirmed.';
