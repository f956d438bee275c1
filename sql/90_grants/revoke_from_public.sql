-- New functions may be executed by anyone; ours by nobody until files.grant_api_to says so.
do $$
declare
    v_routine regprocedure;
begin
    for v_routine in
        select p.oid
        from pg_catalog.pg_proc p
        where p.pronamespace = any ('{files,pgfiles}'::regnamespace[])
    loop
        execute pg_catalog.format('revoke all on routine %s from public', v_routine);
    end loop;
end
$$;
