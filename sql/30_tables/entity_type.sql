create table pgfiles.entity_type (
    name text primary key check (name ~ '^[a-z][a-z0-9_]{0,62}$'),
    table_name regclass not null,
    id_column name not null default 'id',
    id_type text not null,
    -- Names and not regprocedure: pg_upgrade refuses databases with a column of that type.
    see_function text,
    edit_function text
);

comment on table pgfiles.entity_type is
    'Which tables of the application own files. Who may see a row of such a table may see its '
    'files; who may update the row may add files to it.';
comment on column pgfiles.entity_type.name is 'What clients call it, also a segment of the S3 key.';
comment on column pgfiles.entity_type.table_name is
    'The table or view whose row-level security decides.';
comment on column pgfiles.entity_type.id_column is 'The column that identifies its rows.';
comment on column pgfiles.entity_type.id_type is 'The type of that column; filled in by a trigger.';
comment on column pgfiles.entity_type.see_function is
    'Decides instead of the row who sees the files: a function (entity_id text) returns boolean, '
    'called as the caller.';
comment on column pgfiles.entity_type.edit_function is
    'Decides instead of the right to update the row who adds files; the same kind of function.';

create function pgfiles.fill_entity_type()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    select format_type(a.atttypid, null) into new.id_type
    from pg_attribute a
    where a.attrelid = new.table_name and a.attname = new.id_column and not a.attisdropped;
    if not found then
        perform pgfiles.raise_error('invalid_argument',
            format('%s has no column %s', new.table_name, new.id_column),
            'set id_column to its primary key');
    end if;
    new.see_function := pgfiles.checked_entity_rule(new.see_function);
    new.edit_function := pgfiles.checked_entity_rule(new.edit_function);
    return new;
end
$$;

comment on function pgfiles.fill_entity_type() is
    'Looks up the type of the identifying column and the functions that decide.';

create trigger fill_entity_type
    before insert or update on pgfiles.entity_type
    for each row execute function pgfiles.fill_entity_type();

create trigger log_change
    after insert or update or delete on pgfiles.entity_type
    for each row execute function pgfiles.log_change();

select pg_catalog.pg_extension_config_dump('pgfiles.entity_type', '');
