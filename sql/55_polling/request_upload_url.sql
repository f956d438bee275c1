create function files.request_upload_url(
    p_entity_type text,
    p_entity_id text,
    p_file_name text,
    p_file_type text
)
    returns uuid
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_file_id uuid := pgfiles.create_file(
        pgfiles.admit_call(),
        jsonb_build_object(
            'entity_type', p_entity_type, 'entity_id', p_entity_id, 'file_name', p_file_name,
            'file_type', p_file_type),
        'unsized_put');
begin
    perform pgfiles.record_call('request_upload_url', array[v_file_id], true);
    return v_file_id;
end
$$;

comment on function files.request_upload_url(text, text, text, text) is
$$Asks for an upload URL, for clients that poll

The answer is the id of the request, and of the file; get_upload_url has the URL at the first poll.
The names of the arguments are those that polling clients send. New clients use generate_upload_url,
which needs one call and binds the size too.

Errors: as generate_upload_url.$$;
