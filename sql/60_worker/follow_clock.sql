create function pgfiles.follow_clock()
    returns boolean
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_behind interval;
begin
    -- The lock makes workers do this one after the other.
    select greatest(
            s.seen_at, (select j.created_at from pgfiles.job j order by j.id desc limit 1))
        - clock_timestamp()
    into v_behind
    from pgfiles.worker_state s
    for update;
    update pgfiles.worker_state set seen_at = clock_timestamp();
    if v_behind > interval '1 second' then
        update pgfiles.job j
        set run_at = j.run_at - v_behind, leased_until = j.leased_until - v_behind,
            created_at = least(j.created_at, now())
        where j.died_at is null
            and (j.run_at > now() or j.leased_until > now() or j.created_at > now());
        update pgfiles.worker_lease l set leased_until = l.leased_until - v_behind;
        -- No bucket is full later than in a minute.
        delete from pgfiles.rate_limit r
        where r.full_at > clock_timestamp() + interval '1 minute';
        return true;
    end if;
    return false;
end
$$;

comment on function pgfiles.follow_clock() is
    'Notes that a worker was there. True if the server''s clock was set back since: then what was '
    'to be done at a time is moved with it, or it would wait for the clock.';
