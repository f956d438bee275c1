create function aws_lambda.transform_data(payload jsonb)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object('data', jsonb_object_agg(
        coalesce(payload -> 'rename' ->> d.key, d.key),
        case when payload -> 'uppercase' ? d.key and jsonb_typeof(d.value) = 'string'
            then to_jsonb(upper(d.value #>> '{}')) else d.value end))
    from jsonb_each(payload -> 'data') d
    where not coalesce(payload -> 'remove' ? d.key, false)
$$;

comment on function aws_lambda.transform_data(jsonb) is
    'An example for aws_lambda.invoke: {"data": {...}, "rename": {"a": "b"}, "remove": ["c"], '
    '"uppercase": ["d"]} is answered by the changed data.';
