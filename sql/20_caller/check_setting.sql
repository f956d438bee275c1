create function pgfiles.check_setting()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_problem text := pgfiles.setting_problem(new.name, new.value);
    v_nearest text;
begin
    -- What a dump brings back that is no value any more is not used, and the doctor says so.
    if pgfiles.is_restoring() then
        return new;
    elsif v_problem is not null then
        perform pgfiles.raise_error('invalid_argument', v_problem,
            'pgfiles.default_setting describes it');
    elsif not exists (select from pgfiles.default_setting d where d.name = new.name) then
        -- By how many runs of three letters they have in common.
        select string_agg(n.name, ', ' order by n.alike desc, n.name) into v_nearest
        from (
            select d.name, (
                select count(*)
                from generate_series(1, length(d.name) - 2) i
                where strpos(new.name, substr(d.name, i, 3)) > 0) as alike
            from pgfiles.default_setting d
            order by 2 desc, 1
            limit 3
        ) n;
        perform pgfiles.raise_error('invalid_argument',
            format('there is no setting %L; the nearest are %s', new.name, v_nearest),
            'pgfiles.default_setting lists them all');
    end if;
    return new;
end
$$;

comment on function pgfiles.check_setting() is
    'Refuses a name that is no setting, and a value that is none of it.';
