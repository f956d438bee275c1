create function pgfiles.drift_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select 'tables of pgfiles', count(*) = 0,
        case when count(*) = 0 then 'a dump brings back all of them'
            else count(*) || ' changed by hand, for example ' || min(d.object || ' ' || d.problem)
        end,
        'select * from pgfiles.drift(); keep what is your own beside them, or in a script that is '
            'run after a restore'
    from pgfiles.drift() d
$$;

comment on function pgfiles.drift_findings() is
    'The row of files.doctor() about our tables changed by hand.';
