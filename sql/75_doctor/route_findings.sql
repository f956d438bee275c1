create function pgfiles.route_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select 'route of ' || concat_ws(', ', r.organization_id, r.entity_type), false,
        format('there is no entity type %s', r.entity_type),
        format('delete from pgfiles.bucket_route where id = %s;  -- unless you make the entity '
            'type', r.id)
    from pgfiles.bucket_route r
    where r.entity_type is not null and not exists (
        select from pgfiles.entity_type t where t.name = r.entity_type)
$$;

comment on function pgfiles.route_findings() is
    'The rows of files.doctor() about routes whose entity type is gone.';
