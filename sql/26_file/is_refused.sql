create function pgfiles.is_refused(status text, status_reason text)
    returns boolean
    language sql
    immutable
    parallel safe
begin atomic
    -- What is in quarantine may be released; and what was missing may still be uploaded.
    select status = 'rejected'
        and coalesce(status_reason, '') not in ('quarantined', 'object_missing');
end;

comment on function pgfiles.is_refused(text, text) is
    'Whether the bytes of a file with this status never become one.';
