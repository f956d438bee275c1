create function files.generate_download_url(
    file_id uuid default null,
    variant text default 'original',
    expires_in integer default null,
    is_attachment boolean default false
)
    returns files.signed_request
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_expires_in integer := pgfiles.checked_expires_in(expires_in, 'download');
    v_file files.files;
    v_key text;
begin
    select f.* into v_file from files.files f where f.id = generate_download_url.file_id;
    if not found then
        perform pgfiles.raise_error('file_not_found', coalesce(file_id::text, 'file_id is missing'),
            'check the id, and that you may see the file');
    elsif v_file.status <> 'ready' then
        perform pgfiles.raise_error('file_not_ready', 'the file is ' || v_file.status, 'upload it and wait until it is ready');
    end if;
    v_key := case when variant = 'original' then v_file.s3_original_key
        else pgfiles.variant_key(file_id, variant) end;
    if v_key is null then
        perform pgfiles.raise_error('variant_not_found', left(variant, 100),
            coalesce('it has: original' || (
                select string_agg(', ' || v.name, '' order by v.width)
                from pgfiles.variant v where v.file_id = v_file.id), 'it has: original'));
    end if;
    return (
        v_file.id, 'GET',
        pgfiles.sign_download(v_file.bucket, v_key, v_expires_in,
            case when is_attachment then 'download' else 'inline' end, v_file.file_name),
        '{}'::jsonb, null::jsonb, date_trunc('second', clock_timestamp()) + make_interval(secs => v_expires_in)
    )::files.signed_request;
end
$$;

comment on function files.generate_download_url(uuid, text, integer, boolean) is
$$A signed URL for one download

variant: original, or the name of a variant such as thumbnail_small. expires_in: seconds, 300 by default, 86400 at most.
is_attachment: the browser saves the file under its name instead of showing it.

Errors: 22023 expires_in out of range, PT404 file not found or not visible, or no such variant, PT422 file not ready, PT503 no
signing key.$$;
