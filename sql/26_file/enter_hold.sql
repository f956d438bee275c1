create function pgfiles.enter_hold(
    name text, reason text, file_ids uuid[], entity_type text, entity_id text
)
    returns uuid
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
declare
    v_caller pgfiles.caller := pgfiles.caller();
    v_hold_id uuid;
begin
    -- Definer, because holds are nobody's to write, nor are files. The caller is checked here, and
    -- his organization is in the condition.
    if not v_caller.is_admin and not v_caller.is_dba then
        return null;
    end if;
    insert into pgfiles.legal_hold (organization_id, name, reason)
    values (
        coalesce(
            (select f.organization_id
             from (select f.organization_id from pgfiles.file f where f.id = file_ids[1] offset 0) f
             where v_caller.is_dba),
            v_caller.organization_id),
        enter_hold.name, enter_hold.reason)
    returning id into v_hold_id;
    insert into pgfiles.legal_hold_file (hold_id, file_id)
    select v_hold_id, f.id
    from (
        select distinct i.id
        from unnest(file_ids || pgfiles.files_of_entity(
            enter_hold.entity_type, enter_hold.entity_id)) i (id)) i
    cross join lateral (
        select f.id, f.organization_id from pgfiles.file f where f.id = i.id offset 0) f
    where v_caller.is_dba or f.organization_id = v_caller.organization_id
    order by f.id;
    return v_hold_id;
end
$$;

comment on function pgfiles.enter_hold(text, text, uuid[], text, text) is
    'Writes a legal hold of an admin''s organization, about these files and those of the entity, '
    'also in the trash. Null if the caller is neither an admin nor a DBA.';
