create function pgfiles.check_number(argument text, value bigint, lowest bigint, highest bigint)
    returns void
    language plpgsql
    immutable
    set search_path = pg_catalog, pg_temp
as $$
begin
    if (value between lowest and highest) is not true then
        perform pgfiles.raise_error('invalid_argument',
            format('%s takes a number from %s to %s; got %s', argument, lowest, highest,
                coalesce(value::text, 'null')),
            'call it with one of these');
    end if;
end
$$;

comment on function pgfiles.check_number(text, bigint, bigint, bigint) is
    'Refuses an argument of a DBA''s that is beyond these.';
