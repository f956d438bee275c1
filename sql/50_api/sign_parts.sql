create function files.sign_parts(
    file_id uuid default null,
    upload_id text default null,
    part_numbers integer[] default null,
    expires_in integer default null
)
    returns setof files.signed_part_request
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform pgfiles.checked_batch_size(cardinality(part_numbers));
    if 0 = any (part_numbers) or part_numbers is null then
        perform pgfiles.raise_error('invalid_argument', 'parts are counted from 1',
            'send the numbers of the parts to sign');
    end if;
    perform pgfiles.log_action('sign_parts', array[file_id]);
    return query
        select file_id, p.part_number, p.method, p.url, p.headers, null::jsonb, p.expires_at
        from pgfiles.sign_multipart(
            file_id, upload_id, 'part', part_numbers,
            pgfiles.checked_expires_in(expires_in, 'part')) p;
end
$$;

comment on function files.sign_parts(uuid, text, integer[], integer) is
$$Signed URLs for many parts of a multipart upload

sign_part for up to 10,000 part_numbers; one row each, in the same order.

Errors: 22023 upload_id or a part number cannot be, PT404 no such upload of yours, PT503 no signing
key.$$;
