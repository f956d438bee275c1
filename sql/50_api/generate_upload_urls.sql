create function files.generate_upload_urls(
    items jsonb default null,
    expires_in integer default null
)
    returns table (
        item integer, file_id uuid, method text, url text,
        headers jsonb, fields jsonb, expires_at timestamptz, error jsonb)
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_expires_in integer := pgfiles.checked_expires_in(expires_in, 'upload');
    v_count integer;
    v_file_ids uuid[];
    v_errors jsonb[];
    v_code text;
    v_message text;
    v_detail text;
    v_hint text;
begin
    if items is null or jsonb_typeof(items) <> 'array' then
        perform pgfiles.raise_error('invalid_argument', 'items must be a JSON array',
            'send [{"file_name": ..., "file_type": ..., "file_size": ...}, ...]');
    end if;
    v_count := pgfiles.checked_batch_size(jsonb_array_length(items));
    v_file_ids := array_fill(null::uuid, array[v_count]);
    v_errors := array_fill(null::jsonb, array[v_count]);

    for i in 1 .. v_count loop
        begin
            v_file_ids[i] := pgfiles.create_file(
                items -> (i - 1) ->> 'entity_type',
                items -> (i - 1) ->> 'entity_id',
                items -> (i - 1) ->> 'file_name',
                items -> (i - 1) ->> 'file_type',
                (items -> (i - 1) ->> 'file_size')::bigint,
                items -> (i - 1) ->> 'sha256',
                use_location => (items -> (i - 1) ->> 'use_location')::boolean);
        exception
            -- One bad item must not fail the others. What is no error of the item fails the call.
            when data_exception or insufficient_privilege
                or sqlstate 'PT404' or sqlstate 'PT413' or sqlstate 'PT415' then
                get stacked diagnostics
                    v_code = returned_sqlstate, v_message = message_text,
                    v_detail = pg_exception_detail, v_hint = pg_exception_hint;
                v_errors[i] := pgfiles.error_as_json(v_code, v_message, v_detail, v_hint);
        end;
    end loop;

    return query
        select i.item::integer, i.file_id, case when u.url is not null then 'PUT' end,
            u.url, u.headers, null::jsonb, u.expires_at, i.error
        from unnest(v_file_ids, v_errors) with ordinality i (file_id, error, item)
        left join pgfiles.sign_uploads(array_remove(v_file_ids, null), v_expires_in) u
            on u.file_id = i.file_id
        order by i.item;
    perform pgfiles.admit_call(
        'generate_upload_urls', array_remove(v_file_ids, null), true, items => v_count);
end
$$;

comment on function files.generate_upload_urls(jsonb, integer) is
$$Signed URLs for many uploads

items: an array of up to 10,000 objects with the arguments of generate_upload_url. One row each, in
the same order; item counts from 1. An item that is refused has its error in the row (code, message,
details, hint) and does not fail the others.

Errors: 22023 items is no array or too long, expires_in out of range, PT413 all together are above
the organization's quota, PT429 too many calls a minute, PT503 no signing key or bucket.$$;
