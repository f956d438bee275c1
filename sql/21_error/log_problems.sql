create function pgfiles.log_problems(problems pgfiles.problem[])
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform pgfiles.log_refusal(e.code, concat(p.detail, p.others))
    from (
        select p.code, min(p.detail) as detail,
            case when count(*) > 1 then format(' and %s more', count(*) - 1) end as others
        from unnest(problems) p
        where p.code is not null
        group by p.code
    ) p
    join pgfiles.error e on e.code = p.code and e.is_logged;
end
$$;

comment on function pgfiles.log_problems(pgfiles.problem[]) is
    'Tells the server''s log what items of a batch were refused: a line for each kind of problem.';
