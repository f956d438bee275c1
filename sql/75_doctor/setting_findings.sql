create function pgfiles.setting_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select 'setting ' || s.name, false,
        format('%s; %s is used', p.problem, d.value),
        format('update pgfiles.setting set value = %L where name = %L;', d.example, s.name)
    from pgfiles.setting s
    join pgfiles.default_setting d on d.name = s.name
    cross join lateral (select pgfiles.setting_problem(s.name, s.value)) p (problem)
    where p.problem is not null
$$;

comment on function pgfiles.setting_findings() is
    'The rows of files.doctor() about settings that are no values.';
