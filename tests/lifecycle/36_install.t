#!/usr/bin/env bash
# create extension in databases that are not empty or not as usual: it works, or says in one sentence what to do, before anything is
# touched. pgfiles_compat offers each of its names where it is free.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

new_cluster install
sql install/postgres -c 'create role authenticated; create role anon; create role shop_owner'
# database NAME [SQL]: each in a session of its own.
database() {
    sql install/postgres -c "create database $1"
    [ -z "${2:-}" ] || sql "install/$1" -c "$2"
}
try() { sql "install/$1" -c "${2:-create extension pgfiles cascade}" 2>&1 | grep -E '^(ERROR|HINT|DETAIL)' | paste -sd ' '; }
is_empty() { is "$(sql "install/$1" -c "select count(*) from pg_extension where extname like 'pgfiles%' or extname = 'pljava'")" 0 "$1: nothing was touched"; }

for name in files pgfiles; do
    database "has_$name" "create schema $name; create table $name.own (id integer)"
    is "$(try "has_$name")" "ERROR:  pgfiles needs the schemas files and pgfiles for itself DETAIL:  a schema $name is there already HINT:  give that schema another name, or create pgfiles in a database of its own" \
        "a schema $name of somebody else"
    is_empty "has_$name"
done
database backslash 'alter database backslash set standard_conforming_strings = off'
like "$(try backslash)" 'pgfiles cannot be created while standard_conforming_strings is off HINT:  set standard_conforming_strings = on' \
    'standard_conforming_strings = off'
is_empty backslash
is "$(try backslash 'set standard_conforming_strings = on; create extension pgfiles cascade')" '' 'with the hint it works'
database nowhere "alter database nowhere set search_path = ''"
is "$(try nowhere 'create extension pgfiles schema public cascade')" '' "search_path = '': with a schema it works"
database readonly 'alter database readonly set default_transaction_read_only = on'
like "$(try readonly)" 'cannot execute CREATE EXTENSION in a read-only transaction' 'default_transaction_read_only = on'
database giving "create function give() returns event_trigger language plpgsql as \$\$
    declare d record;
    begin
        for d in select * from pg_event_trigger_ddl_commands() where command_tag = 'CREATE TABLE' loop
            execute format('alter table %s owner to shop_owner', d.object_identity);
        end loop;
    end \$\$; create event trigger give_tables on ddl_command_end when tag in ('CREATE TABLE') execute function give()"
like "$(try giving)" 'the tables of pgfiles were given to shop_owner DETAIL:  event triggers: give_tables HINT:  disable the one' \
    'an event trigger that gives tables away'
is_empty giving
is "$(try giving 'alter event trigger give_tables disable; create extension pgfiles cascade; alter event trigger give_tables enable')" '' \
    'with the hint it works'

# --- pgfiles_compat ---------------------------------------------------------------------------------
own="create schema audit; create table audit.logged_actions (id integer); create schema aws_lambda; create schema aws_commons;
    create function aws_lambda.invoke(text, json) returns integer language sql as 'select 1'; comment on schema audit is 'ours'"
database taken "$own"
is "$(try taken)" '' 'beside schemas audit and aws_lambda of somebody else'
sql install/taken -c "select files.grant_api_to('authenticated'); select files.grant_api_to('anon', 'none')" >/dev/null
is "$(sql install/taken -c "select is_ok, finding from files.doctor() where subject = 'workers'")" 'f|0 running, none was ever seen' 'that no worker was ever there is found'
notices=$(sql install/taken -c 'set client_min_messages = warning' -c 'create extension pgfiles_compat' 2>&1)
is "$(grep -o 'the schema [a-z_]* is not ours' <<<"$notices" | paste -sd ' ')" 'the schema audit is not ours the schema aws_lambda is not ours the schema aws_commons is not ours' \
    'pgfiles_compat leaves them alone and says so'
is "$(sql install/taken -c "select count(*) from audit.logged_actions" -c "select aws_lambda.invoke('', '{}')" \
    -c "select string_agg(p.proname, ' ') from pg_proc p
        where p.pronamespace in ('aws_lambda'::regnamespace, 'aws_commons'::regnamespace)")" $'0\n1\ninvoke' 'they are as they were'
ok 'the free name is offered, to those who have the API' \
    sql install/taken -c 'set role authenticated' -c 'select count(*) from identity.users' -c 'set role anon' -c 'select identity.pre_request()'
ok 'somebody else gets the API' sql install/taken -c "create role later; select files.grant_api_to('later')"
is "$(sql install/taken -c 'drop extension pgfiles_compat' -c 'table audit.logged_actions' \
    -c "select to_regnamespace('identity') is null and to_regnamespace('aws_commons') is not null")" t \
    'it goes, and they stay'
# What of one name's goes into the schema of another one needs that to be ours, too.
for name in aws_lambda aws_commons; do
    database "has_$name" "create schema $name"
    is "$(try "has_$name" 'create extension pgfiles cascade; create extension pgfiles_compat')" '' "beside a schema $name of somebody else alone"
    is "$(sql "install/has_$name" -c "select count(*) from pg_proc where pronamespace = '$name'::regnamespace")" 0 'nothing is put into it'
done
ok 'without it, roles are still given the API' sql install/taken -c "select files.grant_api_to('later', 'read')"
ok 'it can be created again' sql install/taken -c 'create extension pgfiles_compat'
is "$(sql install/taken -c "select files.revoke_api_from('later')" -c "select count(*) from pgfiles.granted_role where role = 'later'" | tail -n 1)" 0 \
    'who has lost the API is not noted down'

# --- it goes, and the application stays ------------------------------------------------------------------
database parting 'create table public.person (id integer primary key, portrait_id uuid)'
is "$(try parting)" '' 'in a database with a table of its own'
sql install/parting -c "insert into pgfiles.entity_type (name, table_name) values ('person', 'public.person')" \
    -c "select files.follow_column('person', 'portrait_id')" -c 'insert into person values (1)' >/dev/null
is "$(sql install/parting -c "select count(*) from pg_trigger where tgrelid = 'person'::regclass")" 7 'whose rows are followed'
is "$(try parting 'set pgfiles.allow_drop = on; drop extension pgfiles')" '' 'it is dropped without cascade'
is "$(try parting 'update person set id = 2; delete from person')" '' 'and the table can be written'
is "$(sql install/parting -c "select count(*) from pg_trigger where tgrelid = 'person'::regclass")" 0 'nothing is left on it'
done_testing
