create function pgfiles.bucket_for(organization_id text, entity_type text)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- The most specific route wins: both match, then the organization, then the entity type.
    return coalesce(
        (select r.bucket
         from pgfiles.bucket_route r
         where coalesce(r.organization_id, bucket_for.organization_id) = bucket_for.organization_id
            and (r.entity_type is null or r.entity_type = bucket_for.entity_type)
         order by r.organization_id is null, r.entity_type is null
         limit 1),
        (select b.name from pgfiles.bucket b where b.is_default));
end
$$;

comment on function pgfiles.bucket_for(text, text) is
    'The bucket for new files of an organization and entity type.';
