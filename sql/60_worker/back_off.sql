create function pgfiles.back_off(attempts integer)
    returns interval
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
    -- With jitter, so that what failed together does not return together.
    select make_interval(secs => exp(least(attempts, 10)) * (0.5 + random()))
$$;

comment on function pgfiles.back_off(integer) is
    'How long what has failed so often waits for its next attempt: exp(attempts) seconds up to six '
    'hours, give or take a half.';
