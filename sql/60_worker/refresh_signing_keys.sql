create function pgfiles.refresh_signing_keys()
    returns table (credential_profile text, region text, date date, problem text)
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_today date := (now() at time zone 'UTC')::date;
    -- Two at least: tomorrow begins between two refreshes.
    v_days integer := least(greatest(pgfiles.setting('signing_key_days')::integer, 2), 7);
    v_request text;
begin
    if not exists (select from pgfiles.bucket) then
        return;
    end if;
    v_request := jsonb_build_object(
        'profiles', (
            select jsonb_agg(distinct jsonb_build_object(
                'credential_profile', b.credential_profile, 'region', b.region))
            from pgfiles.bucket b),
        'dates', (
            select jsonb_agg(to_char(v_today + n, 'YYYYMMDD')) from generate_series(0, v_days - 1) n
        ));

    -- Yesterday's key may still sign a URL whose signing time was rounded down.
    delete from pgfiles.signing_key k
    where k.date < v_today - 1 or k.date >= v_today + v_days;

    -- One statement, and the answer in no variable: the plan of a query shows the values of
    -- variables to auto_explain.
    return query
        with answer as materialized (
            select pgfiles.checked_java_result(pgfiles.java_signing_keys(v_request))::jsonb
                as answer
        ), stored as (
            insert into pgfiles.signing_key as k
                (credential_profile, region, date, access_key_id, signing_key,
                session_token, expires_at)
            select coalesce(r.credential_profile, ''), r.region, to_date(r.date, 'YYYYMMDD'),
                r.access_key_id,
                decode(r.signing_key, 'hex'), coalesce(r.session_token, ''), r.expires_at
            from answer, jsonb_to_recordset(answer.answer -> 'keys') as r (
                credential_profile text, region text, date text, access_key_id text,
                signing_key text, session_token text,
                expires_at timestamptz)
            on conflict (credential_profile, region, date) do update
            set access_key_id = excluded.access_key_id, signing_key = excluded.signing_key,
                session_token = excluded.session_token, expires_at = excluded.expires_at,
                refreshed_at = now()
            returning k.credential_profile, k.region, k.date
        )
        select nullif(s.credential_profile, ''), s.region, s.date, null::text
        from stored s
        union all
        select r.credential_profile, r.region, null::date, concat_ws(': ', r.code, r.detail, r.hint)
        from answer, jsonb_to_recordset(answer.answer -> 'errors') as r (
            credential_profile text, region text, code text, detail text, hint text);
end
$$;

comment on function pgfiles.refresh_signing_keys() is
$$Derives the signing keys of today and the days after for every bucket from the AWS default
credential chain

The worker does it at its start and every hour, for as many days as the setting signing_key_days
says. One row per key that was stored, and one with a problem per profile without.$$;
