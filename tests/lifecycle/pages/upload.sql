insert into app.site (id, organization_id, name) values ('5eed0000-0000-4000-8000-000000000001', 'acme', 'Zurich') on conflict do nothing;
