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
-- As sentences, see verify_row.
comment on constraint hook_name_check on pgfiles.hook is
    'a lower-case letter, then lower-case letters, digits and underscores, 63 at most, such '
    'as scan';
comment on constraint hook_head_bytes_check on pgfiles.hook is
    'bytes from 0 to 33554432, such as 65536';

create trigger verify_row
    before insert or update on pgfiles.hook
    for each row execute function pgfiles.verify_row();

create trigger check_types
    before insert or update on pgfiles.hook
    for each row execute function pgfiles.check_types('file_types');

create function pgfiles.fill_hook()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_problem text;
begin
    -- A dump brings back what was there; doctor() says what is missing.
    if pgfiles.is_restoring() then
        return new;
    end if;
    v_problem := pgfiles.hook_problem(new);
    if v_problem is not null and new.is_enabled then
        perform pgfiles.raise_error('invalid_argument', v_problem,
            'create or alter it first, and write its name with its schema');
    end if;
    new.sql_function := coalesce(
        to_regprocedure(new.sql_function || '(pgfiles.file, bytea)')::regproc::text,
        new.sql_function);
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
