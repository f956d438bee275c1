create function pgfiles.check_entity_for_upload(entity_type text, entity_id text)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_has_rule boolean;
    v_is_editable boolean;
    v_is_visible boolean;
begin
    if entity_type is null and entity_id is null then
        return;
    elsif entity_type is null or entity_id is null then
        perform pgfiles.raise_error('invalid_argument', 'entity_type and entity_id go together',
            'send both, or neither for a file of your own');
    end if;
    select t.see_function is not null or t.edit_function is not null into v_has_rule
    from pgfiles.entity_type t
    where t.name = check_entity_for_upload.entity_type;
    if not found then
        perform pgfiles.raise_error('entity_type_unknown', left(entity_type, 100),
            coalesce('known: ' ||
                (select string_agg(t.name, ', ' order by t.name) from pgfiles.entity_type t),
                'insert a row into pgfiles.entity_type'));
    end if;
    begin
        -- Whoever may update a row sees it. Only of functions each has to be asked.
        if not v_has_rule then
            v_is_editable := pgfiles.can_edit_entity(entity_type, entity_id);
        end if;
        v_is_visible := v_is_editable is true or pgfiles.can_see_entity(entity_type, entity_id);
    exception
        when data_exception then
            v_is_visible := false;
    end;
    if not v_is_visible then
        perform pgfiles.raise_error('entity_not_found',
            format('%s %s', entity_type, left(entity_id, 100)),
            'check the id, and that you may see the row');
    elsif not coalesce(v_is_editable, pgfiles.can_edit_entity(entity_type, entity_id)) then
        perform pgfiles.raise_error('not_allowed',
            format('%s %s may not be changed by you', entity_type, entity_id),
            'ask for the right to update it');
    end if;
end
$$;

comment on function pgfiles.check_entity_for_upload(text, text) is
    'Raises a clear error where the caller may not add a file to an entity: unknown type, not '
    'visible, not editable.';
