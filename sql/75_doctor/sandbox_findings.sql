create function pgfiles.sandbox_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
    -- What decodes strangers' files needs none of it.
    select 'sandbox', s.excess is null,
        case
            when current_setting('pljava.policy_urls', true) is null
                then 'there is none: the bridge knows no policy'
            when s.excess is null
                then 'lets workers write no file, and start and load nothing else'
            else 'PL/Java allows workers more than they need: ' || s.excess
        end,
        'have pljava.policy_urls name pgfiles.policy in place of PL/Java''s own pljava.policy, as '
        'pgfiles.conf does; grant in pgfiles-local.policy only what somebody needs; and connect '
        'anew'
    from (
        select string_agg(e, ', ')
        from jsonb_array_elements_text(
            pgfiles.checked_java_result(pgfiles.java_surroundings())::jsonb -> 'excessive') e
    ) s (excess)
$$;

comment on function pgfiles.sandbox_findings() is
    'The row of files.doctor() about what PL/Java''s policy allows workers beyond what they need.';
