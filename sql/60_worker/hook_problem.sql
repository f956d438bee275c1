create function pgfiles.hook_problem(sql_function text)
    returns text
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_function regprocedure := to_regprocedure(sql_function || '(pgfiles.file, bytea)');
    v_owner name;
    v_is_definer boolean;
begin
    -- Locked, so that the name stands for this function, and it stays as it is, until the end of
    -- the transaction in which it is asked.
    select r.rolname, p.prosecdef or r.rolsuper into v_owner, v_is_definer
    from pg_proc p
    join pg_namespace n on n.oid = p.pronamespace
    join pg_roles r on r.oid = p.proowner
    where p.oid = v_function and p.prorettype = 'pgfiles.verdict'::regtype
    for share of p, n;
    if not (select r.rolsuper from pg_roles r where r.rolname = v_owner) then
        perform pgfiles.enter_code_of(v_owner);
    end if;
    return case
        when v_owner is null
            or v_function is distinct from to_regprocedure(sql_function || '(pgfiles.file, bytea)')
            then format('there is no function %s(pgfiles.file, bytea) returns pgfiles.verdict',
                sql_function)
        when not v_is_definer
            then format('it belongs to %s and would run with the rights of a superuser', v_owner)
        when pgfiles.is_above(v_owner)
            then format('it belongs to %s, and this session to a superuser: give workers a role '
                'by pgfiles.grant_worker_to', v_owner)
    end;
end
$$;

comment on function pgfiles.hook_problem(text) is
    'Why a function cannot be asked as a hook in this session; null if it can. It runs with the '
    'rights of its owner, who is a superuser or has made it security definer.';
