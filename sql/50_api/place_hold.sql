create function files.place_hold(
    name text default null,
    reason text default null,
    file_ids uuid[] default null,
    entity_type text default null,
    entity_id text default null
)
    returns uuid
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_hold_id uuid;
begin
    if coalesce(trim(name), '') = '' or coalesce(trim(reason), '') = '' then
        perform pgfiles.raise_error('invalid_argument', 'name or reason is missing',
            'say by which file number the hold is known, and what it is for');
    elsif (entity_type is null) <> (entity_id is null)
        or coalesce(cardinality(file_ids), 0) = 0 and entity_id is null then
        perform pgfiles.raise_error('invalid_argument',
            'file_ids, or entity_type with entity_id, is missing', 'say which files are held');
    end if;
    perform pgfiles.checked_batch_size(cardinality(file_ids));
    v_hold_id := pgfiles.enter_hold(name, reason, file_ids, entity_type,
        (pgfiles.canonical_entity_ids(entity_type, array[entity_id]))[1]);
    if v_hold_id is null then
        perform pgfiles.raise_error('not_allowed', 'place_hold',
            'only admins of the organization place holds');
    end if;
    return v_hold_id;
end
$$;

comment on function files.place_hold(text, text, uuid[], text, text) is
$$Keeps files from being destroyed

For admins of the organization: up to 10,000 files by their ids, also in the trash, or all of an
entity that are there now. Users may go on deleting them, into the trash; they are not purged, until
every hold about them was released. Answers the hold's id, see legal_holds.

Errors: 22023 name, reason or files are missing, or too many files; 42501 you are no admin.$$;
