-- A setting is a constant in the plans of whoever asks for it. A session keeps its plans, and a setting changes all the same.
begin;
\ir fixtures.psql
select plan(52);

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
insert into pgfiles.setting values ('admin_role', E'it''s \\ "q" $body$ ${x}');
select is(pgfiles.setting('admin_role'), E'it''s \\ "q" $body$ ${x}', 'whatever it says');
rollback to before;
select is(pg_temp.asked(), (select value from pgfiles.default_setting where name = 'batch_max'), 'and no longer than its transaction');

insert into pgfiles.setting values ('claim_organization_id', '{tenant} {https://id.example.org/it''s,org id}');
select is(pg_temp.organization('{"user":{"organization_id":"acme"},"tenant":"globex"}'), 'globex', 'a claim is looked for where the setting says');
select is(pg_temp.organization('{"https://id.example.org/it''s":{"org id":"initech"}}'), 'initech', 'or at the next place');
delete from pgfiles.setting;
select is(pg_temp.organization('{"user":{"organization_id":"acme"},"tenant":"globex"}'), 'acme', 'until it is taken back');
select is(pgfiles.setting('no_such_setting'), null, 'what is no setting is null');

-- Each is written as what it is, and answered in its unit. As it was written before, it still is.
create function pg_temp.set(name text, value text)
    returns text
    language plpgsql
as $$
declare
    v_detail text;
begin
    insert into pgfiles.setting (name, value) values (name, value)
    on conflict on constraint setting_pkey do update set value = excluded.value;
    return pgfiles.setting(name);
exception
    when others then
        get stacked diagnostics v_detail = pg_exception_detail;
        return sqlstate || ' ' || v_detail;
end
$$;
select is(pg_temp.set(name, value), expected, format('%s as %s', name, value))
from (values
    ('upload_expires_in', '10 minutes', '600'), ('upload_expires_in', '600', '600'), ('upload_expires_in', '00:10:00', '600'),
    ('job_deadline_ms', '1.5 minutes', '90000'), ('job_deadline_ms', '90000', '90000'),
    ('signing_key_days', '3 days', '3'), ('signing_key_days', '5', '5'),
    ('job_lease', '1 hour', '01:00:00'), ('audit_retention', '2 years', '2 years'),
    ('image_max_bytes', '10 MB', '10485760'), ('image_max_bytes', '10485760', '10485760'), ('quota_max_bytes', '1 TB', '1099511627776'),
    ('image_max_pixels', '50e6', '50000000'), ('user_calls_per_minute', '0', '0'),
    ('pdf_preview', 'yes', 'on'), ('pdf_preview', ' TRUE ', 'on'), ('pdf_preview', '0', 'off'),
    ('video_backend', ' ffmpeg ', 'ffmpeg'), ('video_backend', '', ''), ('image_process', 'server', 'server'), ('image_process', ' child', 'child'),
    ('image_backend', 'vips, turbojpeg', 'vips, turbojpeg'), ('token_issuers', '{https://id.example.org/}', '{https://id.example.org/}')
) t (name, value, expected);
-- What it cannot be is refused where it is written, in a sentence that says what it can be.
select is(pg_temp.set(name, value), '22023 ' || problem, format('%s is not %s', name, value))
from (values
    ('upload_expires_in', '10 munites', 'upload_expires_in takes a duration from 1 second to 7 days, such as 10 minutes; got ''10 munites'''),
    ('upload_expires_in', '8 days', 'upload_expires_in takes a duration from 1 second to 7 days, such as 10 minutes; got ''8 days'''),
    ('upload_expires_in', '0.5 seconds', 'upload_expires_in takes a duration from 1 second to 7 days, such as 10 minutes; got ''0.5 seconds'''),
    ('user_calls_per_minute', '-5', 'user_calls_per_minute takes a whole number from 0 to 1000000000, such as 600; got ''-5'''),
    ('user_calls_per_minute', 'many', 'user_calls_per_minute takes a whole number from 0 to 1000000000, such as 600; got ''many'''),
    ('user_calls_per_minute', 'NaN', 'user_calls_per_minute takes a whole number from 0 to 1000000000, such as 600; got ''NaN'''),
    ('job_max_attempts', '0', 'job_max_attempts takes a whole number from 1 to 1000, such as 10; got ''0'''),
    ('image_max_bytes', '50 megs', 'image_max_bytes takes a size from 0 bytes to 1 GB, such as 100 MB; got ''50 megs'''),
    ('claim_user_id', 'sub', 'claim_user_id takes paths of a claim, with blanks between them, such as {sub}; got ''sub'''),
    ('token_issuers', 'https://id.example.org/', 'token_issuers takes a list, such as {https://id.example.org/}; got ''https://id.example.org/'''),
    ('image_backend', 'jpegturbo', 'image_backend takes jdk, turbojpeg, vips, with commas between them, such as turbojpeg, jdk; got ''jpegturbo'''),
    ('image_process', 'on', 'image_process takes child or server, such as server; got ''on'''),
    ('pdf_preview', 'maybe', 'pdf_preview takes on or off, such as on; got ''maybe'''),
    ('video_backend', 'avconv', 'video_backend takes ffmpeg or nothing, such as ffmpeg; got ''avconv'''),
    ('admin_role', ' ', 'admin_role takes a name, such as admin; got '' '''),
    ('claim_rol', '{role}', 'there is no setting ''claim_rol''; the nearest are claim_role, claim_display_name, claim_email')
) t (name, value, problem);
-- Each default, least and greatest value, and example is a value.
select is_empty(format($$select d.name, d.%1$I from pgfiles.default_setting d
        where d.%1$I is not null and pgfiles.setting_value(d.name, d.%1$I) is null$$, kind), kind || ' of each')
from unnest('{value,least,greatest,example}'::text[]) kind;

-- One that a dump has brought from where it was taken unseen.
delete from pgfiles.setting;
set local row_security = off;
insert into pgfiles.setting values ('upload_expires_in', '10 munites');
set local row_security = on;
select is(pgfiles.setting('upload_expires_in'), '900', 'what is no value is not used');
select is(finding, 'upload_expires_in takes a duration from 1 second to 7 days, such as 10 minutes; got ''10 munites''; 15 minutes is used',
    'and the doctor says so')
from files.doctor() where subject = 'setting upload_expires_in' and not is_ok;

select * from finish();
rollback;
