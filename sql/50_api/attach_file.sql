create function files.attach_file(
    file_id uuid default null,
    entity_type text default null,
    entity_id text default null
)
    returns files.files
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_file files.files;
    v_problem pgfiles.problem;
    v_is_given boolean;
begin
    select (a.problem).code, (a.problem).detail, (a.problem).hint, a.is_given
    into v_problem.code, v_problem.detail, v_problem.hint, v_is_given
    from pgfiles.attach_items(array[file_id], entity_type, entity_id) a;
    if v_problem.code is not null then
        perform pgfiles.raise_error(v_problem.code, v_problem.detail, v_problem.hint);
    end if;
    if v_is_given then
        perform pgfiles.log_action('attach_file', array[file_id]);
    end if;
    select f.* into v_file from files.files f where f.id = attach_file.file_id;
    return v_file;
end
$$;

comment on function files.attach_file(uuid, text, text) is
$$Gives a file of yours to an entity

For files that were uploaded before the entity's row was there: from now on whoever sees the entity
sees the file. You must have uploaded it and be allowed to update the entity's row. Bucket and S3
key stay as they are. Once attached, a file stays with its entity; the same call again is
harmless.

Errors: 22023 malformed argument or unknown entity type, PT404 no such file of yours, entity not
found or not visible, 42501 entity may not be changed, or its files' EXIF is hidden and this one's
is not, PT409 the file belongs to another entity,
PT413 too large or PT415 type not allowed for this entity type.$$;
