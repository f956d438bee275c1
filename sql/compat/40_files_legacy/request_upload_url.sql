create function files_legacy.request_upload_url(
    p_entity_type text,
    p_entity_id text,
    p_file_name text,
    p_file_type text
)
    returns uuid
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select files.request_upload_url(p_entity_type, p_entity_id, p_file_name, p_file_type)
$$;

comment on function files_legacy.request_upload_url(text, text, text, text) is
$$Asks for an upload URL, for clients that poll

The same as request_upload_url of schema files.$$;
