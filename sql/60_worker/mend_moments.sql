create function pgfiles.mend_moments()
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    -- No back-off lasts longer, and no lease.
    c_latest constant timestamptz := now() + greatest(
        interval '10 hours', pgfiles.setting('job_lease')::interval + interval '1 minute');
    v_count bigint;
begin
    update pgfiles.job j
    set run_at = least(j.run_at, case when j.run_at > c_latest then now() end),
        leased_until = case when j.leased_until <= c_latest then j.leased_until end
    where j.id = any (array(
        select w.id
        from pgfiles.job w
        where w.died_at is null and greatest(w.run_at, w.leased_until) > c_latest
        limit 1000
        for update skip locked));
    get diagnostics v_count = row_count;
    return v_count;
end
$$;

comment on function pgfiles.mend_moments() is
    'Makes jobs due at once that wait for a moment further away than any can be: one that a clock '
    'said which was wrong then, or another server''s. Up to 1,000; returns how many.';
