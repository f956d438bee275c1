create function pgfiles.signing_key_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select 'signing key of bucket ' || b.name, coalesce(bool_or(k.is_of_today), false),
        case when bool_or(k.is_of_today)
            then format('URLs can be signed until %s (UTC)', max(k.ends_at))
            else 'none for today (UTC)' end,
        'select * from pgfiles.refresh_signing_keys();  -- or its problem; workers derive them '
            'each hour'
    from pgfiles.bucket b
    left join (
        select k.credential_profile, k.region,
            k.date = (now() at time zone 'UTC')::date as is_of_today,
            least(k.date + 1, k.expires_at at time zone 'UTC')::timestamp(0) as ends_at
        from pgfiles.signing_key k
        where coalesce(k.expires_at > now(), true)
    ) k on k.credential_profile = coalesce(b.credential_profile, '') and k.region = b.region
    group by b.name
    union all
    select 'credentials', s.signing_key_problem is null,
        coalesce(s.signing_key_problem, 'the worker finds them'),
        'mend that, see AWS credentials in docs/install.md; workers look each minute'
    from pgfiles.worker_state s
$$;

comment on function pgfiles.signing_key_findings() is
    'The rows of files.doctor() about the keys that URLs are signed with.';
