create function pgfiles.signed_header_fields(headers jsonb)
    returns text
    language plpgsql
    immutable
    strict
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select string_agg(
            'h:' || h.key || E'\t' || pgfiles.escape_field(h.value), E'\t' order by h.key)
        from jsonb_each_text(headers) h);
end
$$;

comment on function pgfiles.signed_header_fields(jsonb) is
    'Headers as fields of a request to java_presign.';
