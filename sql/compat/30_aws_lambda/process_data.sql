create function aws_lambda.process_data(payload jsonb)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'count', count(*), 'sum', sum(n), 'avg', round(avg(n), 6),
        'min', min(n), 'max', max(n))
    from (
        select d::text::numeric
        from jsonb_array_elements(payload -> 'data') d
        where jsonb_typeof(d) = 'number'
    ) x (n)
$$;

comment on function aws_lambda.process_data(jsonb) is
    'An example for aws_lambda.invoke: {"data": [1, 2, 3]} is answered by count, sum, avg, min and '
    'max of its numbers.';
