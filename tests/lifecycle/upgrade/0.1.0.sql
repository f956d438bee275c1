-- An installation of version 0.1.0 that was used: something in every table, files and jobs in every state, and what an application
-- may have made of our objects. Written for that version; never edited once a later one is released. psql variables: s3_endpoint, bucket.
do $$
declare
    v_role text;
begin
    foreach v_role in array '{anon,authenticated,api_user,api_service_idp,"Odd Role",some_functions,stranger}'::text[] loop
        if to_regrole(quote_ident(v_role)) is null then
            execute format('create role %I', v_role);
        end if;
    end loop;
end
$$;
create schema app;
create table app.site (id uuid primary key default gen_random_uuid(), organization_id text not null, name text not null, place point);
alter table app.site enable row level security;
create policy site_by_organization on app.site using (organization_id = pgfiles.current_organization_id());
grant usage on schema app to authenticated;
grant select, update on app.site to authenticated;
insert into app.site (id, organization_id, name) values ('5eed0000-0000-4000-8000-000000000001', 'acme', 'Wind farm North');
create table app.tour (code integer primary key, organization_id text);

insert into pgfiles.bucket (name, s3_bucket, endpoint, is_path_style, is_default, has_conditional_writes)
values ('main', :'bucket', :'s3_endpoint', true, true, false);
insert into pgfiles.bucket (name, s3_bucket, exif_policy, allowed_types, max_bytes, upload_headers)
values ('archive', 'archive', 'strip', '{*/*}', 5497558138880, '{"x-amz-storage-class": "STANDARD_IA"}');
insert into pgfiles.entity_type (name, table_name, location_column) values ('site', 'app.site', 'place');
insert into pgfiles.entity_type (name, table_name, id_column) values ('tour', 'app.tour', 'code');
insert into pgfiles.bucket_route (organization_id, bucket) values ('globex', 'archive');
insert into pgfiles.quota (organization_id, max_bytes) values ('acme', 5000000000);
insert into pgfiles.setting (name, value) values ('upload_expires_in', '600'), ('claim_role', '{app_metadata,role}');
update pgfiles.variant_spec set width = 60, height = 60 where name = 'thumbnail_small';
update pgfiles.variant_spec set is_enabled = false where name = 'thumbnail_medium';
insert into pgfiles.variant_spec (name, width, height, fit, format) values ('banner', 300, 50, 'contain', 'png');
insert into pgfiles.watermark (name, image) values ('logo', '\x89504e470d0a1a0a');
update pgfiles.variant_spec set watermark = 'logo' where name = 'banner';
create function app.scan(file pgfiles.file, head bytea) returns pgfiles.verdict language sql
    as 'select row(''label'', ''{scanned}'', null)::pgfiles.verdict';
insert into pgfiles.hook (name, sql_function) values ('scan', 'app.scan');
create function app.greet(payload jsonb) returns jsonb language sql as 'select payload';
insert into pgfiles.lambda_function (name, sql_function) values ('greet', 'app.greet');
update pgfiles.lambda_function set sql_function = 'app.greet' where name = 'process_data';
insert into identity.users (organization_id, user_id, handle, display_name, email)
values ('acme', '1', 'alice', 'Alice', 'alice@example.org'), ('globex', '3', 'carol', null, null);
insert into identity.service_token (jti, role, description) values ('t1', 'api_service_idp', 'the identity provider');
insert into pgfiles.signing_key (region, date, access_key_id, signing_key)
select 'us-east-1', (now() at time zone 'UTC')::date + n, 'AKIATEST', decode(repeat('ab', 32), 'hex') from generate_series(0, 1) n;
insert into pgfiles.rate_limit values ('user:1', 0, now());
update pgfiles.worker_state set seen_at = now();

-- Files in every status and sent in every way; some have all that a worker finds out.
insert into pgfiles.file (
    organization_id, owner_id, uploader_id, entity_type, entity_id, file_name, file_type, file_size, sha256, upload_method,
    form_max_size, use_location, bucket, status)
select case n % 3 when 0 then 'globex' else 'acme' end, (n % 3 + 1)::text,
    (select u.id from identity.users u where u.user_id = (n % 3 + 1)::text),
    case when n % 3 = 1 then 'site' end, case when n % 3 = 1 then '5eed0000-0000-4000-8000-000000000001' end,
    format('Überblick "%s"; 100 %%.jpg', n), 'image/jpeg', case when m in ('put', 'multipart') then 1000 + n end,
    case when n % 2 = 0 then encode(sha256(n::text::bytea), 'hex') end, m,
    case when m in ('form', 'unsized_put') then 5000 end, n % 5 = 0, 'main', 'pending'
from generate_series(1, 60) n
cross join lateral (select ('{put,unsized_put,form,multipart}'::text[])[n % 4 + 1]) x (m);
update pgfiles.file f
set status = (array['pending', 'uploaded', 'processing', 'ready', 'rejected', 'failed'])[n.n % 6 + 1], uploaded_at = now(), processed_at = now(),
    width = 30, height = 40, latitude = 46.5, longitude = 7.9, altitude = 500, captured_at = now(), captured_at_local = now(),
    camera_make = 'Maker', camera_model = 'Model', lens_model = 'Lens', exposure_time = 0.01, f_number = 2.8, iso = 100, focal_length = 50,
    orientation = 6, exif = '{"Make": "Maker"}', perceptual_hash = 4711 * n.n, labels = '{x}', file_size = coalesce(f.file_size, 900),
    status_reason = 'reason', status_detail = 'detail',
    variants = jsonb_build_object('thumbnail_small', jsonb_build_object('s3_key', f.s3_original_key || '-s', 'file_type', 'image/jpeg'))
from (select id, row_number() over (order by id) as n from pgfiles.file) n
where n.id = f.id;
-- Jobs: waiting, taken, to be tried again, dead, and of every kind.
delete from pgfiles.job;
insert into pgfiles.job (kind, file_id, run_at, leased_until, attempts, died_at, last_error)
select k, f.id, now() + interval '1 hour' * (n % 2), case when n % 4 = 1 then now() + interval '10 minutes' end, n % 4,
    case when n % 4 = 3 then now() end, case when n % 4 > 1 then 'store_unavailable' end
from (select id, row_number() over (order by id) as n from pgfiles.file) f
cross join lateral (select ('{process_file,make_variants,read_exif}'::text[])[n % 3 + 1]) x (k);
insert into pgfiles.job (kind) values ('no_op');
insert into pgfiles.multipart_upload (file_id, upload_id, part_size, part_count)
select id, 'upload-' || id, 16777216, 2 from pgfiles.file where upload_method = 'multipart' limit 5;
delete from pgfiles.file where id = (select id from pgfiles.file where status = 'ready' limit 1);

select files.grant_api_to('authenticated');
select files.grant_api_to('api_user', 'read');
select files.grant_api_to('"Odd Role"', 'write');
select files.grant_api_to('api_service_idp', 'service');
select files.grant_api_to('anon', 'none');
-- Less than a level, and more than a DBA would.
grant usage on schema files to some_functions;
grant execute on function files.confirm_upload(uuid) to some_functions;

-- What an application makes of our objects.
create view app.gallery with (security_invoker = true) as
    select id, file_name, s3_original_key, download_key, status from files.files;
create view app.download as select id, pgfiles.current_user_id() as who from files.files;
create materialized view app.count as select status, count(*) from files.files group by status;
create table app.comment (
    id integer primary key, author uuid references identity.users (id), file_id uuid references pgfiles.file (id) on delete cascade,
    organization_id text default pgfiles.current_organization_id());
insert into app.comment (id, author, file_id)
select 1, (select id from identity.users limit 1), (select id from pgfiles.file limit 1);
alter table app.comment enable row level security;
create policy comment_by_file on app.comment
    using (exists (select from files.files f where f.id = comment.file_id) and pgfiles.is_org_admin());
create function app.newest() returns files.files language sql stable
    begin atomic select f from files.files f order by f.created_at desc limit 1; end;
create function app.by_columns() returns files.files language sql stable
    begin atomic select f.* from files.files f order by f.created_at desc limit 1; end;
create function app.by_loop() returns setof files.files language plpgsql stable
    as 'begin return query select f.* from files.files f; end';
create function app.latest() returns setof files.files language sql stable as 'select f.* from files.files f order by created_at desc';
create function app.lambda() returns json language sql volatile
    begin atomic select i.payload from aws_lambda.invoke('transform_data', '{"data": {"a": 1}}'::json) i; end;
create function aws_lambda.app_own(payload jsonb) returns jsonb language sql as 'select payload';
create view app.log as select id, action from audit.logged_actions;
create function app.on_user() returns trigger language plpgsql as 'begin return new; end';
create trigger app_own after update on identity.users for each row execute function app.on_user();
create index app_own on pgfiles.file (file_name);
