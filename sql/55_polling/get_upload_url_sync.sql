create function files.get_upload_url_sync(
    p_entity_type text,
    p_entity_id text,
    p_file_name text,
    p_file_type text,
    out url text,
    out file_id uuid
)
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    file_id := files.request_upload_url(p_entity_type, p_entity_id, p_file_name, p_file_type);
    url := (select u.url from files.get_upload_url(file_id) u);
end
$$;

comment on function files.get_upload_url_sync(text, text, text, text) is
$$An upload URL in one call, for clients of request_upload_url that have stopped polling

request_upload_url and get_upload_url together: one JSON object with url, and file_id, the id of the
request and of the file.

Errors: as generate_upload_url.$$;
