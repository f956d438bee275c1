create function files.generate_download_url(
    file_id uuid default null,
    variant text default 'original',
    expires_in integer default null,
    is_attachment boolean default false,
    stable_for integer default 0
)
    returns files.signed_request
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_expires_in integer := pgfiles.checked_expires_in(expires_in, 'download');
    v_stable_for integer := pgfiles.checked_stable_for(stable_for, v_expires_in);
    v_file record;
    v_variant text;
    v_request files.signed_request;
begin
    perform pgfiles.admit_call();
    -- No more than is needed: the view has sixty columns.
    select f.status, f.download_key, f.variants into v_file
    from files.files f
    where f.id = generate_download_url.file_id;
    if not found then
        perform pgfiles.raise_error('file_not_found', coalesce(file_id::text, 'file_id is missing'),
            'check the id, and that you may see the file');
    elsif v_file.status <> 'ready' then
        perform pgfiles.raise_error('file_not_ready', 'the file is ' || v_file.status,
            'upload it and wait until it is ready');
    end if;
    v_variant := pgfiles.downloadable_variant(variant, v_file.download_key, v_file.variants);
    if v_variant is null then
        perform pgfiles.raise_error('variant_not_found',
            coalesce(left(variant, 100), 'variant is null'),
            concat(
                case when variant = 'original' then
                    'the bucket keeps originals private, and this file has no copy without '
                    'metadata; ' end,
                'it has: ', array_to_string(array(
                select 'original' where v_file.download_key is not null
                union all
                (select v.key
                from jsonb_each(v_file.variants) v
                order by (v.value -> 'width')::integer)), ', ')));
    end if;
    select file_id, 'GET', d.url, '{}'::jsonb, null::jsonb, d.expires_at
    into v_request
    from pgfiles.sign_downloads(
        array[file_id], array[v_variant], v_expires_in, is_attachment, v_stable_for) d;
    perform pgfiles.record_call('generate_download_url', array[file_id]);
    return v_request;
end
$$;

comment on function files.generate_download_url(uuid, text, integer, boolean, integer) is
$$A signed URL for one download

variant: original, or the name of a variant such as thumbnail_small. expires_in: seconds, 300 by
default, 86400 at most. is_attachment: the browser saves the file under its name instead of showing
it. stable_for: seconds; within a window of that length the same call gives the same URL, so that
browsers and CDNs can cache it; it lives expires_in at least, and that much longer: both together
are 86400 at most.

Errors: 22023 argument out of range, PT404 file not found or not visible, or no such variant, PT422
file not ready, PT429 too many calls a minute, PT503 no signing key.$$;
