#!/usr/bin/env bash
# Who owns a table of the application, or a hook, gets no further through the worker than he got alone: its role has no rights on
# tables, his code runs with his own, and what knows him only at the commit finds no gate open.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
new_cluster role
new_app role
value() { sql role -c "select $1"; }
# as_worker SECONDS: a worker as its role, which has no more rights than these.
as_worker() { sql role -U pgfiles_worker -c "call pgfiles.run_worker(max_seconds => $1)" 2>&1; }
is "$(as_worker 0)" '' 'a role that is no superuser runs a worker'
is "$(value "count(*) > 0 from pgfiles.signing_key")" t 'which derives the signing keys'
is "$(value "count(*) from information_schema.role_table_grants where grantee = 'pgfiles_worker'")" 0 'and has no right on any table'
like "$(sql role -U pgfiles_worker -c "select pgfiles.do_step(gen_random_uuid(), 'claim')" 2>&1)" 'Not allowed' 'nor gets behind the gate without a token'

sql role >/dev/null <<'END'
create role app_owner login;
create schema own authorization app_owner;
-- For the types of its hook.
grant usage on schema pgfiles to app_owner;
END
sql role -U app_owner >/dev/null <<'END'
grant usage on schema own to public;
create table own.loot (vector text, as_whom text, did text);
grant select, insert on own.loot to public;
-- Tries everything, and notes what it could do.
create function own.attack(vector text) returns boolean language plpgsql as $$
declare
    v_sql text;
begin
    insert into own.loot values (vector, current_user, null);
    foreach v_sql in array array[
        'alter role app_owner superuser', 'grant pg_read_all_data to app_owner', 'create role thief', 'set role postgres',
        'reset role; create role thief', 'set session authorization postgres', 'set session_replication_role = replica',
        'select signing_key from pgfiles.signing_key', 'table pgfiles.secret', 'table pgfiles.worker', 'table pgfiles.job',
        'select * from pgfiles.file where organization_id = ''globex''',
        'update pgfiles.file set variants = ''{"thumbnail_small": {"s3_key": "globex/secret"}}'' where organization_id = ''globex''',
        'select pgfiles.claim_jobs(1)', 'select pgfiles.finish_job(''{}'')', 'select pgfiles.java_begin_batch(''{}'')',
        'select pgfiles.open_worker(10, 1, 1, null)', 'select pgfiles.do_step(gen_random_uuid(), ''claim'')', 'select pgfiles.locate_entity(null, '''', 1, 1)',
        'select pg_read_file(''postmaster.pid'')', 'copy own.loot to program ''true''']
    loop
        begin
            execute v_sql;
            insert into own.loot values (vector, current_user, v_sql);
        exception
            when others then null;
        end;
    end loop;
    -- What is left behind in the session.
    perform set_config(name, setting, false)
    from (values ('search_path', 'own, pg_catalog'), ('lock_timeout', '1ms'), ('default_transaction_read_only', 'on'), ('row_security', 'off'))
        s (name, setting)
    where session_user = 'pgfiles_worker';
    return true;
end
$$;
create function own.computed(vector text, n double precision) returns double precision language plpgsql immutable as $$
begin
    perform own.attack(vector);
    return n;
end
$$;
create function own.triggered() returns trigger language plpgsql as $$
begin
    perform own.attack(tg_argv[0]);
    return new;
end
$$;
-- Operators as a search path that was left behind would find them.
create function own.earlier(timestamptz, timestamptz) returns boolean language plpgsql as 'begin return own.attack(''operator''); end';
create operator own.>= (leftarg = timestamptz, rightarg = timestamptz, function = own.earlier);
create function own.joined(jsonb, jsonb) returns jsonb language plpgsql as 'begin perform own.attack(''operator''); return $1 operator(pg_catalog.||) $2; end';
create operator own.|| (leftarg = jsonb, rightarg = jsonb, function = own.joined);

create domain own.latitude double precision check (own.computed('domain', coalesce(value, 0)) is not null);
create table own.place (
    id integer primary key, latitude own.latitude, longitude double precision,
    doubled double precision generated always as (own.computed('generated column', longitude)) stored);
create index on own.place (own.computed('index', latitude));
create trigger a before update on own.place for each row execute function own.triggered('before trigger');
create trigger b after update on own.place for each row execute function own.triggered('after trigger');
create trigger c after update on own.place for each statement execute function own.triggered('statement trigger');
create constraint trigger d after update on own.place deferrable initially deferred for each row execute function own.triggered('deferred trigger');
-- One that defers itself again, to the commit.
create table own.later (n integer);
grant insert on own.later to public;
create constraint trigger later after insert on own.later deferrable initially deferred for each row execute function own.triggered('commit');
create function own.put_off() returns trigger language plpgsql as $$
begin
    set constraints all deferred;
    insert into own.later values (1);
    return new;
end
$$;
create constraint trigger e after update on own.place deferrable initially deferred for each row execute function own.put_off();
create table own.base (id integer primary key, latitude double precision, longitude double precision);
create view own.seen as select * from own.base;
create trigger a instead of update on own.seen for each row execute function own.triggered('view trigger');
create view own.ruled as select * from own.base;
create rule r as on update to own.ruled do instead insert into own.later select case when own.attack('rule') then 1 end;
insert into own.place values (1), (2), (3);
insert into own.base values (1), (2);
grant select, update on own.place, own.seen, own.ruled to authenticated;
create function own.hook(file pgfiles.file, head bytea) returns pgfiles.verdict language plpgsql security definer as $$
begin
    perform own.attack('hook');
    return row('accept', null, null)::pgfiles.verdict;
end
$$;
truncate own.loot;
END
sql role >/dev/null <<'END'
create table app.mine (id integer primary key, latitude double precision, longitude double precision);
insert into app.mine values (1);
grant select, update on app.mine to authenticated;
insert into pgfiles.entity_type (name, table_name, latitude_column, longitude_column) values
    ('mine', 'app.mine', 'latitude', 'longitude'),
    ('place', 'own.place', 'latitude', 'longitude'), ('seen', 'own.seen', 'latitude', 'longitude'), ('ruled', 'own.ruled', 'latitude', 'longitude');
insert into pgfiles.hook (name, sql_function) values ('hook', 'own.hook');
insert into pgfiles.file (organization_id, owner_id, file_name, file_type, file_size) values ('globex', '9', 'secret.jpg', 'image/jpeg', 1);
END

# photo_of TYPE ID: alice uploads a photo, and consents to its place; the file's id is in FILE.
photo_of() {
    local request
    request=$(as_alice role "select to_jsonb(u) from files.generate_upload_url('$1', '$2', 'p.jpg', 'image/jpeg', $(stat -c %s "$(photo)"), use_location => true) u")
    FILE=$(jq -r .file_id <<<"$request")
    put "$(photo)" "$request" >/dev/null
    as_alice role "select from files.confirm_upload('$FILE')" >/dev/null
}
photo_of place 1
is "$(as_worker 0)" '' 'a worker meets code of others, which leaves something behind for the commit'
is "$(value "string_agg(distinct vector || ' as ' || as_whom, ', ') from own.loot where vector = 'commit'")" 'commit as pgfiles_worker' \
    'that runs as the worker, before PostgreSQL 18: who may do nothing'
# In one batch, whose commit they share; the last one's table is a superuser's.
photo_of seen 1
photo_of ruled 1
photo_of place 3
photo_of mine 1
is "$(as_worker 5 | grep -v '^$')" '' 'a worker meets code of others everywhere, and is not disturbed'
is "$(value "string_agg(distinct status || coalesce(status_detail, ''), ', ') from pgfiles.file where organization_id = 'acme'")" ready 'the photos are ready'
is "$(value "latitude is not null and longitude is not null from own.place where id = 1")" t 'one of them has given its place'
is "$(value "string_agg(distinct vector, ', ' order by vector) from own.loot where as_whom = 'app_owner'")" \
    'after trigger, before trigger, commit, deferred trigger, domain, generated column, hook, index, rule, statement trigger, view trigger' \
    'all of that code has run, with the rights of its owner'
is "$(value "string_agg(distinct vector || ' as ' || as_whom, ', ') from own.loot where as_whom <> 'app_owner'")" 'commit as pgfiles_worker' \
    'or the worker'"'"'s; and none with those of another table'"'"'s owner'
as_worker 0
is "$(value "latitude is not null from app.mine where id = 1")" t 'whose place was set in a transaction of its own'
is "$(value "string_agg(distinct vector || ': ' || did, ', ') from own.loot where did is not null")" '' 'none of it could do what its owner may not do alone'
is "$(value "rolsuper from pg_roles where rolname = 'app_owner'")" f 'he is no superuser'

# --- a worker that is a superuser -------------------------------------------------------------------
sql role -c 'truncate own.loot'
photo_of place 2
sql role -c 'delete from pgfiles.hook' -c 'call pgfiles.run_worker(max_seconds => 0)'
like "$(value "status || ' ' || status_detail from pgfiles.file where id = '$FILE'")" '^ready .*belongs to app_owner.*grant_worker_to' \
    'a worker that is a superuser runs none of that code, and says so at the file'
is "$(value 'count(*) from own.loot')" 0 'none at all'
in_background sql role -c 'call pgfiles.run_worker(max_seconds => 60)'
runs() { [ "$(value "count(*) from pg_stat_activity where application_name = 'pgfiles worker'")" = 1 ]; }
until_true 'the worker runs' runs
like "$(value "finding from files.doctor() where subject = 'role of workers' and not is_ok")" '^postgres is a superuser.*places for own.place' 'and so does the doctor'
sql role -c 'select files.stop_workers()'
sql role -c "alter table own.place owner to postgres"
sql role -c "drop trigger a on own.place" -c "drop trigger b on own.place" -c "drop trigger c on own.place" -c "drop trigger d on own.place" -c "drop trigger e on own.place"

# --- hooks ------------------------------------------------------------------------------------------
like "$(sql role 2>&1 <<'END'
create function own.mine(file pgfiles.file, head bytea) returns pgfiles.verdict language sql as $$select row('accept', null, null)::pgfiles.verdict$$;
alter function own.mine owner to app_owner;
insert into pgfiles.hook (name, sql_function) values ('mine', 'own.mine');
END
)" 'Invalid argument.*alter function own.mine.* security definer' 'a hook that would run with the rights of a superuser is refused'
sql role -c "insert into pgfiles.hook (name, sql_function) values ('hook', 'own.hook')" -c "alter function own.hook security invoker" -c 'truncate own.loot'
FILE=$(upload role hooked.jpg)
as_worker 0 >/dev/null
like "$(value "status || ' ' || last_error from pgfiles.file f join pgfiles.job j on j.file_id = f.id where f.id = '$FILE'")" '^uploaded hook_failed.*app_owner' \
    'one that became so since is not run, and its file waits'
is "$(value 'count(*) from own.loot')" 0 'it has not run'
done_testing
