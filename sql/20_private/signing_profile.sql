create function pgfiles.signing_profile(bucket text, signed_at timestamptz)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_profile text;
begin
    select concat_ws(E'\t',
        coalesce(b.public_endpoint, b.endpoint, 'https://s3.' || b.region || '.amazonaws.com'),
        b.region,
        b.s3_bucket,
        case when b.is_path_style then 'path' else 'virtual' end,
        k.access_key_id,
        encode(k.signing_key, 'hex'),
        k.session_token,
        floor(extract(epoch from signed_at)))
    into v_profile
    from pgfiles.bucket b
    join pgfiles.signing_key k
        on k.credential_profile = coalesce(b.credential_profile, '')
        and k.region = b.region
        and k.date = (signed_at at time zone 'UTC')::date
    where b.name = signing_profile.bucket
        and (k.expires_at is null or k.expires_at > signed_at);
    if v_profile is null then
        perform pgfiles.raise_error('signing_key_missing',
            format('bucket %s has no signing key for %s (UTC)', bucket, (signed_at at time zone 'UTC')::date),
            'run: select pgfiles.refresh_signing_keys(), and keep the worker scheduled, which does it every hour');
    end if;
    return v_profile;
end
$$;

comment on function pgfiles.signing_profile(text, timestamptz) is
    'What Java needs to sign for a bucket, in one line. Holds the signing key: for definer functions only.';
