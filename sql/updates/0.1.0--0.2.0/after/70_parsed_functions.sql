-- files.files has more columns now. Of the application's functions those that were parsed when they
-- were created list what there was then.
do $$
declare
    v_function regprocedure;
begin
    for v_function in
        select p.oid
        from pg_catalog.pg_proc p
        where p.prorettype = 'files.files'::pg_catalog.regtype
            and p.prosqlbody is not null
            and pg_catalog.pg_get_function_sqlbody(p.oid) ~ '\.s3_original_key\M.*\.uploaded_at\M'
    loop
        raise warning 'pgfiles: % lists the columns that files.files had: create it again', v_function;
    end loop;
end
$$;
