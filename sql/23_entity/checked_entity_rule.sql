create function pgfiles.checked_entity_rule(function_name text)
    returns text
    language plpgsql
    stable
    strict
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_name text;
begin
    -- Whole and quoted, because this is what the probe of an entity is made of.
    select format('%I.%I', n.nspname, p.proname) into v_name
    from pg_proc p
    join pg_namespace n on n.oid = p.pronamespace
    where p.oid = to_regprocedure(function_name || '(text)') and p.prorettype = 'boolean'::regtype;
    if not found then
        perform pgfiles.raise_error('invalid_argument',
            format('there is no function %s(text) returns boolean', function_name),
            'create it first, and name its schema');
    end if;
    return v_name;
end
$$;

comment on function pgfiles.checked_entity_rule(text) is
    'The full name of a function that decides about an entity, or a clear error.';
