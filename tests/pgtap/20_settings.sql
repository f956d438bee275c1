-- A setting is a constant in the plans of whoever asks for it. A session keeps its plans, and a setting changes all the same.
begin;
\ir fixtures.psql
select plan(7);

create function pg_temp.asked() returns text language plpgsql as $$ begin return pgfiles.setting('batch_max'); end $$;
create function pg_temp.organization(claims text) returns text language plpgsql as $$
begin
    perform set_config('request.jwt.claims', claims, true);
    return pgfiles.current_organization_id();
end $$;
-- Past the first five calls a plan is kept.
select pg_temp.asked(), pg_temp.organization('{"user":{"organization_id":"acme"}}') from generate_series(1, 10) \g /dev/null

savepoint before;
insert into pgfiles.setting values ('batch_max', '17');
select is(pg_temp.asked(), '17', 'a setting holds at once');
update pgfiles.setting set value = E'it''s \\ "q" $body$ ${x}' where name = 'batch_max';
select is(pg_temp.asked(), E'it''s \\ "q" $body$ ${x}', 'whatever it says');
rollback to before;
select is(pg_temp.asked(), (select value from pgfiles.default_setting where name = 'batch_max'), 'and no longer than its transaction');

insert into pgfiles.setting values ('claim_organization_id', '{tenant} {https://id.example.org/it''s,org id}');
select is(pg_temp.organization('{"user":{"organization_id":"acme"},"tenant":"globex"}'), 'globex', 'a claim is looked for where the setting says');
select is(pg_temp.organization('{"https://id.example.org/it''s":{"org id":"initech"}}'), 'initech', 'or at the next place');
delete from pgfiles.setting;
select is(pg_temp.organization('{"user":{"organization_id":"acme"},"tenant":"globex"}'), 'acme', 'until it is taken back');
select is(pgfiles.setting('no_such_setting'), null, 'what is no setting is null');

select * from finish();
rollback;
