create function pgfiles.policy_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
    -- The worker's Java has the same settings.
    select 'policy', w.forbidden is null,
        case when w.forbidden is null then 'lets workers reach the store'
            else format('PL/Java does not allow workers what pgfiles.policy would: %s',
                w.forbidden) end,
        case when current_setting('pljava.policy_urls', true) like '%/pgfiles.policy%'
            then 'have the file that pljava.policy_urls names where it says, readable by the '
                'server, and connect anew'
            else 'include pgfiles.conf in postgresql.conf; who sets pljava.policy_urls himself '
                'names the file:.../pgfiles.policy that it names; and connect anew' end
    from (
        select (
            select string_agg(f, ', ')
            from jsonb_array_elements_text(
                pgfiles.checked_java_result(pgfiles.java_surroundings())::jsonb -> 'forbidden') f)
    ) w (forbidden)
$$;

comment on function pgfiles.policy_findings() is
    'The row of files.doctor() about PL/Java''s policy, which lets nobody but workers use the '
    'network.';
