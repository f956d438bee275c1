-- What alice may do in the application.
insert into app.site (id, organization_id, name) values ('5eed0000-0000-4000-8000-000000000001', 'acme', 'North') on conflict do nothing;
grant usage on schema app to authenticated;
grant select, update on app.site to authenticated;
create policy all_of_acme on app.site using (organization_id = (select current_setting('request.jwt.claims', true)::jsonb #>> '{user,organization_id}'));
