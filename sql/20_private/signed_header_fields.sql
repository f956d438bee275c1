create function pgfiles.signed_header_fields(headers jsonb)
    returns text
    language sql
    immutable
    strict
    parallel safe
as $$
    select string_agg('h:' || h.key || E'\t' || pgfiles.escape_field(h.value), E'\t' order by h.key)
    from jsonb_each_text(headers) h
$$;

comment on function pgfiles.signed_header_fields(jsonb) is
    'Headers as fields of a request to java_presign.';
