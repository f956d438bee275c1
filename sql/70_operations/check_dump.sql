create function pgfiles.check_dump()
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_drift text := (
        select string_agg(d.object || ' ' || d.problem, e'\n') from pgfiles.drift() d);
begin
    -- For psql, which the API's errors are not made for.
    if v_drift is not null then
        raise exception using
            errcode = '55000',
            message = 'a dump of this database would not be complete',
            detail = v_drift,
            hint = 'keep your own in tables and scripts of your own: docs/how-to/upgrade.md';
    end if;
end
$$;

comment on function pgfiles.check_dump() is
    'For scripts, before pg_dump: fails if pgfiles.drift() finds something.';
