create function pgfiles.keep_house()
    returns interval
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_problem text;
begin
    delete from pgfiles.job j
    where j.died_at < now() - pgfiles.setting('dead_letter_retention')::interval;
    perform pgfiles.prune_audit(100000);
    perform pgfiles.prune_rate_limits();
    perform pgfiles.fold_quota_usage();

    begin
        select min(k.problem) into v_problem from pgfiles.refresh_signing_keys() k;
    exception
        when others then v_problem := sqlerrm;
    end;
    if v_problem is not null then
        raise warning 'pgfiles: no signing key: %', v_problem;
        return interval '1 minute';
    end if;
    -- In time before a session token ends.
    return greatest(interval '1 minute', least(interval '1 hour', (
        select min(k.expires_at) - clock_timestamp() - interval '5 minutes'
        from pgfiles.signing_key k)));
end
$$;

comment on function pgfiles.keep_house() is
    'What a worker does beside jobs: removes old dead letters and audit lines, folds the counts of '
    'quotas, refreshes the signing keys. Returns after how long it is due again.';
