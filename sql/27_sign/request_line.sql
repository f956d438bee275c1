create function pgfiles.request_line(key text, pairs text default '')
    returns text
    language sql
    immutable
    parallel safe
as $$
    -- Inlined, because a batch makes thousands. Every field is escaped, here or by request_pair, so
    -- that none can begin a line or a field of its own; with a null there is no line at all, and
    -- Java misses it.
    select pgfiles.escape_field(key) || pairs
$$;

comment on function pgfiles.request_line(text, text) is
    'A request as Java signs it: the S3 key, then pairs, each made by request_pair. What all '
    'requests of a call share, such as the method, is no part of it.';
