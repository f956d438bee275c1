create table pgfiles.bucket_route (
    id bigint generated always as identity primary key,
    organization_id text,
    entity_type text,
    bucket text not null references pgfiles.bucket (name),
    constraint bucket_route_is_unique unique nulls not distinct (organization_id, entity_type),
    constraint bucket_route_has_a_condition
        check (organization_id is not null or entity_type is not null)
);

comment on table pgfiles.bucket_route is
    'Sends new files of an organization, an entity type, or both, to another bucket than the '
    'default one.';
comment on column pgfiles.bucket_route.organization_id is 'Null: any organization.';
comment on column pgfiles.bucket_route.entity_type is
    'Null: any entity type, and files without one.';
comment on column pgfiles.bucket_route.id is 'Of the row; means nothing.';
comment on column pgfiles.bucket_route.bucket is 'Where the files go.';
-- As sentences, see verify_row.
comment on constraint bucket_route_has_a_condition on pgfiles.bucket_route is
    'an organization_id, an entity_type, or both';

create trigger verify_row
    before insert or update on pgfiles.bucket_route
    for each row execute function pgfiles.verify_row();

create trigger log_change
    after insert or update or delete on pgfiles.bucket_route
    for each row execute function pgfiles.log_change();

select pg_catalog.pg_extension_config_dump('pgfiles.bucket_route', '');
select pg_catalog.pg_extension_config_dump('pgfiles.bucket_route_id_seq', '');
