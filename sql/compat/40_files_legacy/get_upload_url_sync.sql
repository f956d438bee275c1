create function files_legacy.get_upload_url_sync(
    p_entity_type text,
    p_entity_id text,
    p_file_name text,
    p_file_type text,
    out url text,
    out file_id uuid
)
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select u.url, u.file_id
    from files.get_upload_url_sync(p_entity_type, p_entity_id, p_file_name, p_file_type) u
$$;

comment on function files_legacy.get_upload_url_sync(text, text, text, text) is
$$An upload URL in one call

The same as get_upload_url_sync of schema files.$$;
