create function aws_lambda.validate_data(payload jsonb)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'valid', count(problem) = 0,
        'errors', coalesce(jsonb_agg(problem order by problem), '[]'))
    from (
        select r || ' is missing' as problem
        from jsonb_array_elements_text(coalesce(payload -> 'required', '[]')) r
        where coalesce(payload -> 'data' -> r, 'null') = 'null'
        union all
        select t.key || ' must be of type ' || (t.value #>> '{}')
        from jsonb_each(coalesce(payload -> 'types', '{}')) t
        where payload -> 'data' ? t.key
            and jsonb_typeof(payload -> 'data' -> t.key) <> t.value #>> '{}'
    ) p
$$;

comment on function aws_lambda.validate_data(jsonb) is
    'An example for aws_lambda.invoke: {"data": {...}, "required": ["a"], "types": {"a": '
    '"number"}} is answered by {"valid": ..., "errors": [...]}.';
