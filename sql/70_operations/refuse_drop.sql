create function pgfiles.refuse_drop()
    returns event_trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_query text := coalesce(current_query(), '');
    v_names text;
    v_is_other boolean;
begin
    -- Definer, because whoever drops another extension need not be able to read our tables. A
    -- trigger has no caller to check.
    -- Told otherwise; or by pg_restore --clean, which sets row_security.
    if coalesce(nullif(current_setting('pgfiles.allow_drop', true), '')::boolean, false)
        or current_setting('row_security') = 'off' then
        return;
    end if;
    select string_agg(e.extname, '|') into v_names
    from pg_extension e
    where e.extname = 'pgfiles' or e.oid in (
        select d.refobjid
        from pg_depend d
        join pg_extension p on p.oid = d.objid and p.extname = 'pgfiles'
        where d.classid = 'pg_extension'::regclass and d.refclassid = 'pg_extension'::regclass);
    -- What goes, PostgreSQL does not say before it is gone, and we with it. The statement does,
    -- unless a function runs it. A column of ours that is dropped with cascade takes the extension
    -- with it.
    v_is_other := case tg_tag
        when 'DROP EXTENSION'
            then v_query ~* 'drop\s+extension' and v_query !~* format('\m(%s)\M', v_names)
        when 'DROP OWNED' then v_query !~* '\mcascade\M'
        else v_query !~* '\mcascade\M'
            or v_query !~* format('\m(%s|java|java_s3|files"?\s*\.)', v_names)
    end;
    if not v_is_other and exists (select from pgfiles.file) then
        raise exception using
            errcode = '55006',
            message = 'the extension pgfiles has files',
            detail = 'its tables go with it, and nothing knows the objects in the store any more',
            hint = 'set pgfiles.allow_drop = on; and once more';
    end if;
end
$$;

comment on function pgfiles.refuse_drop() is
    'Keeps the extension from being dropped while there are files.';

create event trigger pgfiles_refuse_drop
    on ddl_command_start
    when tag in ('ALTER TABLE', 'ALTER TYPE', 'DROP EXTENSION', 'DROP FUNCTION', 'DROP LANGUAGE',
        'DROP OWNED', 'DROP PROCEDURE', 'DROP ROUTINE', 'DROP SCHEMA', 'DROP TABLE', 'DROP TYPE',
        'DROP VIEW')
    execute function pgfiles.refuse_drop();

comment on event trigger pgfiles_refuse_drop is
    'Keeps the extension from being dropped while there are files.';
