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
    v_items integer[];
    v_file_ids uuid[];
    v_problems pgfiles.problem[];
begin
    if items is null or jsonb_typeof(items) <> 'array' then
        perform pgfiles.raise_error('invalid_argument', 'items must be a JSON array',
            'send [{"file_name": ..., "file_type": ..., "file_size": ...}, ...]');
    end if;
    v_count := pgfiles.checked_batch_size(jsonb_array_length(items));
    select array_agg(c.item), array_agg(c.file_id), array_agg(c.problem)
    into v_items, v_file_ids, v_problems
    from pgfiles.create_files(pgfiles.admit_call(v_count), items, 'put') c;

    return query
        select i.item, i.file_id, case when u.url is not null then 'PUT' end,
            u.url, u.headers, null::jsonb, u.expires_at,
            case when e.code is not null then
                pgfiles.error_as_json(e.sqlstate, e.message, i.detail, i.hint) end
        from unnest(v_items, v_file_ids, v_problems) i (item, file_id, code, detail, hint)
        left join pgfiles.sign_uploads(array_remove(v_file_ids, null), v_expires_in) u
            on u.file_id = i.file_id
        left join pgfiles.error e on e.code = i.code
        order by i.item;
    perform pgfiles.log_problems(v_problems);
    perform pgfiles.record_call('generate_upload_urls', array_remove(v_file_ids, null), true,
        v_count);
end
$$;

comment on function files.generate_upload_urls(jsonb, integer) is
$$Signed URLs for many uploads

items: an array of up to 10,000 objects with the arguments of generate_upload_url. One row each, in
the same order; item counts from 1. An item that is refused has its error in the row (code, message,
details, hint) and does not fail the others.

Errors: 22023 items is no array or too long, expires_in out of range, PT413 all together are above
the organization's quota, PT429 too many calls a minute, PT503 no signing key or bucket.$$;
