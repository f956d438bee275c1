create function pgfiles.check_types()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_wrong text;
begin
    select min(coalesce(t, 'null')) into v_wrong
    from jsonb_array_elements_text(to_jsonb(new) -> tg_argv[0]) t
    where (t ~ '^([a-z0-9][a-z0-9!#$&^_.+-]*/([a-z0-9][a-z0-9!#$&^_.+-]*|\*)|\*/\*)$') is not true;
    if v_wrong is not null and not pgfiles.is_restoring() then
        perform pgfiles.raise_error('invalid_argument',
            format('%s.%s takes content types in lower case, such as {image/*,application/pdf}; '
                'got %s', tg_table_name, tg_argv[0], v_wrong),
            'docs/reference/configuration.md says what it is');
    end if;
    return new;
end
$$;

comment on function pgfiles.check_types() is
    'Refuses a list of content types with something else in it: nothing would ever match it.';
