create function pgfiles.enter_hook(hook pgfiles.hook)
    returns text
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_function regprocedure := to_regprocedure(hook.sql_function || '(pgfiles.file, bytea)');
    v_owner name;
    v_problem text;
begin
    -- Locked, so that the name stands for this function, and it stays as it is, until the end of
    -- the transaction in which it is asked.
    select r.rolname into v_owner
    from pg_proc p
    join pg_namespace n on n.oid = p.pronamespace
    join pg_roles r on r.oid = p.proowner
    where p.oid = v_function
    for share of p, n;
    v_problem := pgfiles.hook_problem(hook);
    if v_function
        is distinct from to_regprocedure(hook.sql_function || '(pgfiles.file, bytea)') then
        return format('%s was another function a moment ago', hook.sql_function);
    elsif v_problem is not null then
        return v_problem;
    elsif pgfiles.is_above(v_owner) then
        return format('%s belongs to %s, and this session to a superuser: give workers a role by '
            'pgfiles.grant_worker_to', hook.sql_function, v_owner);
    end if;
    perform pgfiles.enter_code_of(v_owner);
    return null;
end
$$;

comment on function pgfiles.enter_hook(pgfiles.hook) is
    'Before a function is asked as a hook: enters its owner''s code. Null, or why it cannot be '
    'asked in this session.';
