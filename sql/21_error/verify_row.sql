create function pgfiles.verify_row()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_row jsonb;
    v_rule record;
    v_is_kept boolean;
    v_missing text;
begin
    if pgfiles.is_restoring() then
        return new;
    end if;
    v_row := to_jsonb(new);
    select string_agg(a.attname, ', ' order by a.attnum) into v_missing
    from pg_attribute a
    where a.attrelid = tg_relid and a.attnum > 0 and a.attnotnull and not a.attisdropped
        and a.attgenerated = '' and v_row -> a.attname = 'null';
    if v_missing is not null then
        perform pgfiles.raise_error('invalid_argument',
            format('%s: %s is missing', tg_table_name, v_missing),
            'docs/reference/configuration.md says what it is');
    end if;
    for v_rule in
        select c.conname, pg_get_expr(c.conbin, c.conrelid) as condition,
            obj_description(c.oid, 'pg_constraint') as sentence, a.attname
        from pg_constraint c
        left join pg_attribute a on a.attrelid = c.conrelid and array[a.attnum] = c.conkey
        where c.conrelid = tg_relid and c.contype = 'c'
        order by a.attnum, c.conname
    loop
        execute format('select (%s) is not false from (select ($1).*) r', v_rule.condition)
            into v_is_kept
            using new;
        if not v_is_kept then
            perform pgfiles.raise_error('invalid_argument',
                concat_ws('.', tg_table_name, v_rule.attname) || ' takes '
                    || coalesce(v_rule.sentence, v_rule.condition)
                    || coalesce('; got ' || left(v_row ->> v_rule.attname, 100), ''),
                'docs/reference/configuration.md says what it is');
        end if;
    end loop;
    return new;
end
$$;

comment on function pgfiles.verify_row() is
    'Before a table refuses a row by the bare name of a constraint: says what the column takes, in '
    'the words of the constraint''s comment.';
