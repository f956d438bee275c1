-- plpgsql_check over every PL/pgSQL function of ours: a line per finding, nothing where all is well.
create extension if not exists plpgsql_check;
-- Triggers of ours on tables of an application are looked at as they are there.
begin;
set local client_min_messages = warning;
create table public.named (id integer primary key, file_id uuid);
create table public.parted (id integer primary key, file_id uuid) partition by list (id);
select files.follow_column(t, 'file_id') from unnest('{public.named,public.parted}'::regclass[]) t \g /dev/null
insert into pgfiles.entity_type (name, table_name) values ('named', 'public.named'), ('parted', 'public.parted');
select p.oid::regprocedure || coalesce(' for ' || t.tgrelid::regclass, '') || ': ' || c.message || ' (line ' || coalesce(c.lineno, 0) || ')'
from pg_proc p
join pg_language l on l.oid = p.prolang and l.lanname = 'plpgsql'
left join pg_trigger t on t.tgfoid = p.oid
cross join lateral plpgsql_check_function_tb(p.oid, coalesce(t.tgrelid, 0), extra_warnings => true, performance_warnings => false,
    oldtable => t.tgoldtable, newtable => t.tgnewtable) c
where p.pronamespace = any ('{files,pgfiles,identity,audit,aws_lambda}'::regnamespace[])
    -- Its body is written anew for the entity types that there are.
    and (p.proname, c.message) <> ('editable_entities', 'unused parameter "is_by_row"')
order by 1;
rollback;
