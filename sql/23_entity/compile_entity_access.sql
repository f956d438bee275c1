create function pgfiles.compile_entity_access()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    -- What can be wrong with somebody else's table; the others' files must not suffer from it.
    c_unanswered constant text :=
        'data_exception or syntax_error_or_access_rule_violation or invalid_schema_name '
        'or feature_not_supported';
    v_see text;
    v_edit text;
    v_cast text;
    v_changed text;
begin
    -- Definer, because whoever changes a table need not own our functions. A trigger has no caller
    -- to check: what it writes follows from pgfiles.entity_type alone.
    -- One after the other: what the others have changed is in it, too.
    perform pg_advisory_xact_lock('pgfiles.entity_type'::regclass::oid::bigint);
    select string_agg(format('        when %L then', t.name) || b.see, e'\n' order by t.name),
        string_agg(format('        when %L then', t.name) || b.edit, e'\n' order by t.name),
        string_agg(format('        when %L then return %s;', t.name, b.ids), e'\n' order by t.name)
    into v_see, v_edit, v_cast
    from pgfiles.entity_type t
    left join pg_class c on c.oid = t.table_oid and c.oid = to_regclass(t.table_name)
    left join pg_attribute a
        on a.attrelid = c.oid and a.attname = t.id_column and not a.attisdropped
    cross join lateral (
        select t.table_name || ' e', format('e.%I', t.id_column),
            pgfiles.equality_of(a.atttypid)
    ) q (rows, id, equals)
    cross join lateral (
        select
            case
                when t.see_function is not null then format($sql$
            return coalesce(%s(entity_id), false);$sql$, t.see_function)
                when a.attnum is null then $sql$
            return false;$sql$
                else format($sql$
            return exists (select from %s where %s %s entity_id::%s);$sql$,
                    q.rows, q.id, q.equals, t.id_type)
            end,
            case when t.edit_function is not null then format($sql$
            if not is_by_row then
                return array(select i.id from unnest(entity_ids) i (id) where %s(i.id));
            end if;$sql$, t.edit_function) else '' end
            || case
                when a.attnum is null then $sql$
            return array[]::text[];$sql$
                else format($sql$
            return array(
                select l.id::text
                from (select distinct i.id from unnest(entity_ids::%4$s[]) i (id) order by i.id) i
                cross join lateral (
                    select %2$s as id from %1$s where %2$s %3$s i.id offset 0 for key share
                ) l);$sql$, q.rows, q.id, q.equals, t.id_type)
            end,
            case
                -- Then an id is what the functions make of it.
                when t.see_function is not null and t.edit_function is not null
                    or a.attnum is null then 'entity_ids'
                else format('entity_ids::%s[]::text[]', t.id_type)
            end
    ) b (see, edit, ids);

    select string_agg(distinct format(
            '        when %1$L then v_is_changed := new.%1$I is distinct from old.%1$I;',
            t.id_column), e'\n')
    into v_changed
    from pgfiles.entity_type t;

    execute format($sql$
create or replace function pgfiles.can_see_entity(entity_type text, entity_id text)
    returns boolean
    language plpgsql
    stable
    cost 2000
    set search_path = pg_catalog, pg_temp
as $body$
#variable_conflict use_variable
begin
    case entity_type
%s
        else return false;
    end case;
exception
    when %s then
        return false;
end
$body$
$sql$, coalesce(v_see, '        when null then return false;'), c_unanswered);

    execute format($sql$
create or replace function pgfiles.editable_entities(
    entity_type text, entity_ids text[], is_by_row boolean default false
)
    returns text[]
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $body$
#variable_conflict use_variable
begin
    case entity_type
%s
        else return array[]::text[];
    end case;
exception
    when %s then
        return array[]::text[];
end
$body$
$sql$, coalesce(v_edit, '        when null then return array[]::text[];'), c_unanswered);

    execute format($sql$
create or replace function pgfiles.cast_entity_ids(entity_type text, entity_ids text[])
    returns text[]
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    case entity_type
%s
        else return entity_ids;
    end case;
end
$body$
$sql$, coalesce(v_cast, '        when null then return entity_ids;'));

    execute format($sql$
create or replace function pgfiles.follow_changed_entity()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_is_changed boolean;
begin
    -- Definer, because whoever may change the row need not own the files. A trigger has no caller
    -- to check: what it does follows from the row that was changed.
    case tg_argv[0]
%s
        else null;
    end case;
    if v_is_changed then
        perform pgfiles.move_entity_files(tg_relid, tg_argv[0], to_jsonb(old), to_jsonb(new));
    end if;
    return null;
end
$body$
$sql$, coalesce(v_changed, '        when null then null;'));
    return null;
end
$$;

comment on function pgfiles.compile_entity_access() is
    'Writes the bodies of can_see_entity, editable_entities and cast_entity_ids: a query with the '
    'table''s own types for each row of pgfiles.entity_type, so that asking an entity costs no '
    'parsing and no planning; and of follow_changed_entity, which every row that the application '
    'updates passes.';
