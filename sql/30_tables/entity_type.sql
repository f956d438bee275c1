create table pgfiles.entity_type (
    name text primary key check (name ~ '^[A-Za-z][A-Za-z0-9_-]{0,62}$'),
    -- Not a regclass: one of a dropped table would not come back from a dump.
    table_name text not null,
    id_column name not null default 'id',
    id_type text not null,
    -- Names and not regprocedure: pg_upgrade refuses databases with a column of that type.
    see_function text,
    edit_function text,
    location_column name,
    location_type text,
    latitude_column name,
    longitude_column name,
    on_delete text not null default 'trash'
        check (on_delete in ('keep', 'trash', 'delete', 'restrict')),
    may_delete text not null default 'editors' check (may_delete in ('uploader', 'editors')),
    may_share text not null default 'editors'
        check (may_share in ('nobody', 'uploader', 'editors')),
    attnums smallint[],
    table_oid oid,
    constraint entity_type_location_is_whole
        check ((latitude_column is null) = (longitude_column is null)),
    constraint entity_type_has_one_location
        check (location_column is null or latitude_column is null)
);

comment on table pgfiles.entity_type is
    'Which tables of the application own files. Who may see a row of such a table may see its '
    'files; who may update the row may add files to it.';
comment on column pgfiles.entity_type.name is 'What clients call it, also a segment of the S3 key.';
comment on column pgfiles.entity_type.table_name is
    'The table or view whose row-level security decides, with its schema. It follows when that is '
    'renamed.';
comment on column pgfiles.entity_type.id_column is 'The column that identifies its rows.';
comment on column pgfiles.entity_type.id_type is 'The type of that column; filled in by a trigger.';
comment on column pgfiles.entity_type.see_function is
    'Decides instead of the row who sees the files: a function (entity_id text) returns boolean, '
    'called as the caller.';
comment on column pgfiles.entity_type.edit_function is
    'Decides instead of the right to update the row who adds files; the same kind of function.';
comment on column pgfiles.entity_type.location_column is
    'Where the place of a photo goes if it is null and the uploader consents: a column of type '
    'point (longitude, latitude), or of PostGIS''s geometry or geography; null: nowhere.';
comment on column pgfiles.entity_type.location_type is
    'The type of that column; filled in by a trigger.';
comment on column pgfiles.entity_type.latitude_column is
    'Instead of location_column, with longitude_column: a column of a numeric type, in degrees.';
comment on column pgfiles.entity_type.longitude_column is 'See latitude_column.';
comment on column pgfiles.entity_type.on_delete is
    'What happens to the files of a row that is deleted: trash: they go into the trash; delete: '
    'they go for good; restrict: it cannot be deleted while it has files; keep: nothing, and '
    'whoever gets a row with the same id gets them. Not of views, nor where TRUNCATE names a '
    'partition.';
comment on column pgfiles.entity_type.may_delete is
    'Who may delete a file: its uploader alone, or also whoever may change the row. Admins of the '
    'organization always may.';
comment on column pgfiles.entity_type.may_share is
    'Who may make a link that opens a file for anyone: nobody, its uploader, or whoever may change '
    'the row.';
comment on column pgfiles.entity_type.attnums is
    'The numbers of id_column, location_column, latitude_column and longitude_column, by which a '
    'renamed one is found; filled in by a trigger.';
comment on column pgfiles.entity_type.table_oid is
    'The number of the table, by which a renamed one is found; filled in by a trigger, null if '
    'there is none. Means nothing without table_name: another server''s table may have it.';
-- As sentences, see verify_row.
comment on constraint entity_type_name_check on pgfiles.entity_type is
    'a letter, then letters, digits, underscores and dashes, 63 at most, such as site or Issue';
comment on constraint entity_type_on_delete_check on pgfiles.entity_type is
    'keep, trash, delete or restrict';
comment on constraint entity_type_may_delete_check on pgfiles.entity_type is 'uploader or editors';
comment on constraint entity_type_may_share_check on pgfiles.entity_type is
    'nobody, uploader or editors';
comment on constraint entity_type_location_is_whole on pgfiles.entity_type is
    'latitude_column and longitude_column together';
comment on constraint entity_type_has_one_location on pgfiles.entity_type is
    'either location_column, or latitude_column and longitude_column';

create trigger verify_row
    before insert or update on pgfiles.entity_type
    for each row execute function pgfiles.verify_row();

create function pgfiles.fill_entity_type()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_given constant text := new.table_name;
    v_missing name;
begin
    -- The same table under another name, or the one of that name.
    if tg_op = 'INSERT' or new.table_name is distinct from old.table_name
        or not exists (select from pg_class c where c.oid = new.table_oid) then
        new.table_oid := to_regclass(new.table_name);
    end if;
    select format('%I.%I', n.nspname, c.relname) into new.table_name
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where c.oid = new.table_oid;
    if not found then
        new.table_name := v_given;
    end if;
    select c into v_missing
    from unnest(array[
        new.id_column, new.location_column, new.latitude_column, new.longitude_column]) c
    where c is not null and not exists (
        select
        from pg_attribute a
        where a.attrelid = new.table_oid and a.attname = c and not a.attisdropped);
    if found then
        -- A dump brings back what was there. Nobody sees files through it, and doctor() says so.
        if pgfiles.is_restoring() then
            return new;
        elsif new.table_oid is null then
            perform pgfiles.raise_error('invalid_argument',
                format('there is no table %s', new.table_name),
                'create it first, and write its name with its schema');
        end if;
        perform pgfiles.raise_error('invalid_argument',
            format('%s has no column %s', new.table_name, v_missing),
            'name its primary key in id_column, and columns of the table in the others');
    end if;
    new.id_type := (
        select format_type(a.atttypid, -1)
        from pg_attribute a
        where a.attrelid = new.table_oid and a.attname = new.id_column);
    new.attnums := (
        select array_agg(a.attnum order by c.place)
        from unnest(array[
            new.id_column, new.location_column, new.latitude_column, new.longitude_column])
            with ordinality c (name, place)
        left join pg_attribute a on a.attrelid = new.table_oid and a.attname = c.name);
    new.location_type := (
        select format_type(a.atttypid, a.atttypmod)
        from pg_attribute a
        where a.attrelid = new.table_oid and a.attname = new.location_column);
    if pgfiles.is_restoring() then
        return new;
    end if;
    if new.location_type !~ '^(point|(.+[.])?(geometry|geography)([(].*)?)$' then
        perform pgfiles.raise_error('invalid_argument',
            format('%s of %s is of type %s', new.location_column, new.table_name,
                new.location_type),
            'use point, geometry or geography, or name a pair of columns in latitude_column and '
                'longitude_column');
    end if;
    new.see_function := pgfiles.checked_entity_rule(new.see_function);
    new.edit_function := pgfiles.checked_entity_rule(new.edit_function);
    return new;
end
$$;

comment on function pgfiles.fill_entity_type() is
    'Looks up the table, the types of the identifying column and of the location''s, and the '
    'functions that decide.';

create trigger fill_entity_type
    before insert or update on pgfiles.entity_type
    for each row execute function pgfiles.fill_entity_type();

create trigger watch_entity_tables
    after insert or update or delete on pgfiles.entity_type
    for each row execute function pgfiles.watch_entity_tables();

create trigger compile_entity_access
    after insert or update or delete or truncate on pgfiles.entity_type
    for each statement execute function pgfiles.compile_entity_access();
-- Also in a parallel restore, which needs session_replication_role = replica.
alter table pgfiles.entity_type enable always trigger fill_entity_type;
alter table pgfiles.entity_type enable always trigger compile_entity_access;

create event trigger pgfiles_follow_entity_tables
    on ddl_command_end
    when tag in ('ALTER TABLE', 'ALTER VIEW', 'ALTER FOREIGN TABLE', 'ALTER MATERIALIZED VIEW',
        'ALTER SCHEMA', 'ALTER TYPE', 'ALTER DOMAIN', 'CREATE VIEW')
    execute function pgfiles.follow_entity_tables();

comment on event trigger pgfiles_follow_entity_tables is
    'Follows the tables that own files when they are changed.';

create trigger log_change
    after insert or update or delete on pgfiles.entity_type
    for each row execute function pgfiles.log_change();

select pg_catalog.pg_extension_config_dump('pgfiles.entity_type', '');
