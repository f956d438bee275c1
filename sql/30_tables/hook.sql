create table pgfiles.hook (
    name text primary key check (name ~ '^[a-z][a-z0-9_]{0,62}$'),
    -- Not of a type for functions, which pg_upgrade refuses in tables.
    sql_function text not null,
    bucket text references pgfiles.bucket (name) on delete cascade,
    file_types text[] not null default '{*/*}',
    head_bytes integer not null default 65536 check (head_bytes between 0 and 33554432),
    priority smallint not null default 0,
    is_enabled boolean not null default true
);

comment on table pgfiles.hook is
    'Functions that look at every file after its bytes were read and before it becomes ready: '
    'virus scanners, classifiers. They run in the worker''s transaction and with their owners'' '
    'rights.';
comment on column pgfiles.hook.name is 'Named in the status_detail of what it refused.';
comment on column pgfiles.hook.sql_function is
    'Name of a function (file pgfiles.file, head bytea) returns pgfiles.verdict, kept with its '
    'schema. It belongs to a superuser, or is security definer. The file is as it will be once '
    'ready; if the function fails, it is asked again later.';
comment on column pgfiles.hook.bucket is 'Only files of this bucket; null: of all.';
comment on column pgfiles.hook.file_types is
    'Only files of these content types: exact, or type/*, or */*.';
comment on column pgfiles.hook.head_bytes is
    'How many of the file''s first bytes it wants, at most; it may get more.';
comment on column pgfiles.hook.priority is 'Smaller goes first.';
comment on column pgfiles.hook.is_enabled is 'Whether it is asked.';

create function pgfiles.fill_hook()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_function regprocedure := to_regprocedure(new.sql_function || '(pgfiles.file, bytea)');
begin
    -- A dump brings back what was there; doctor() says what is missing.
    if pgfiles.is_restoring() then
        return new;
    end if;
    if not exists (
        select
        from pg_proc p
        where p.oid = v_function and p.prorettype = 'pgfiles.verdict'::regtype) then
        perform pgfiles.raise_error('invalid_argument',
            format('there is no function %s(pgfiles.file, bytea) returns pgfiles.verdict',
                new.sql_function),
            'create it first, and write its name with its schema');
    elsif exists (
        select
        from pg_proc p
        join pg_roles r on r.oid = p.proowner
        where p.oid = v_function and not p.prosecdef and not r.rolsuper) then
        perform pgfiles.raise_error('invalid_argument',
            format('%s belongs to no superuser, and would run with the rights of one',
                v_function::regproc),
            format('alter function %s security definer', v_function));
    end if;
    new.sql_function := v_function::regproc;
    return new;
end
$$;

comment on function pgfiles.fill_hook() is
    'Makes sure that the function exists, and can be asked with its owner''s rights.';

create trigger fill_hook
    before insert or update on pgfiles.hook
    for each row execute function pgfiles.fill_hook();

create trigger log_change
    after insert or update or delete on pgfiles.hook
    for each row execute function pgfiles.log_change();

select pg_catalog.pg_extension_config_dump('pgfiles.hook', '');

alter table pgfiles.hook enable row level security;
