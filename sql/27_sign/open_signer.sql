create function pgfiles.open_signer(bucket text, expires_in integer, stable_for integer default 0)
    returns pgfiles.signer
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := date_trunc('second', clock_timestamp());
    v_today timestamptz := date_trunc('day', v_now, 'UTC');
    v_window integer := greatest(stable_for, 1);
    v_signed_at timestamptz;
    v_signer pgfiles.signer;
begin
    -- A stable URL is signed at the start of its window, so that the same request gives the same
    -- URL within it, and lives that much longer. The window starts anew at midnight UTC, since the
    -- key of yesterday is no longer ours to use.
    v_signed_at := greatest(
        v_today, to_timestamp(floor(extract(epoch from v_now) / v_window) * v_window));
    -- Whoever keeps it asks anew each minute: what it was opened for may have changed.
    v_signer.valid_until := least(
        floor(extract(epoch from v_now) / v_window) * v_window + v_window,
        extract(epoch from v_now) + 60);
    v_signer.expires_at := v_signed_at
        + make_interval(secs => expires_in + greatest(stable_for, 0));

    select
        pgfiles.profile_line(
            coalesce(b.public_endpoint, b.endpoint, 'https://s3.' || b.region || '.amazonaws.com'),
            b.region, b.s3_bucket, b.is_path_style, k.access_key_id, k.signing_key, k.session_token,
            extract(epoch from v_signed_at)::bigint),
        -- A URL dies with the session token that it was signed with; the answer says what it got.
        least(v_signer.expires_at, k.expires_at)
    into v_signer.profile, v_signer.expires_at
    from pgfiles.bucket b
    join pgfiles.signing_key k
        on k.credential_profile = coalesce(b.credential_profile, '')
        and k.region = b.region
        and k.date = (v_signed_at at time zone 'UTC')::date
    where b.name = open_signer.bucket
        and (k.expires_at is null or k.expires_at > v_now + interval '1 second');
    if v_signer.profile is null then
        perform pgfiles.raise_error('signing_key_missing',
            format('bucket %s has no signing key for %s (UTC)',
                bucket, (v_signed_at at time zone 'UTC')::date),
            case when pg_is_in_recovery()
                then 'a standby cannot store keys: promote it, or refresh them on the primary; the '
                    'setting signing_key_days says how long they last without one'
                else 'run: select pgfiles.refresh_signing_keys(), and keep the worker '
                    'scheduled, which does it every hour' end);
    end if;
    v_signer.expires_in := extract(epoch from v_signer.expires_at - v_signed_at);
    return v_signer;
end
$$;

comment on function pgfiles.open_signer(text, integer, integer) is
    'Finds endpoint and signing key of a bucket for URLs that live expires_in seconds, stable '
    'within windows of stable_for.';
