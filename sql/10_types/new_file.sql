create type pgfiles.new_file as (
    item integer,
    is_object boolean,
    entity_type text,
    given_id text,
    file_name text,
    file_type text,
    given_size text,
    sha256 text,
    use_location text,
    kind jsonb,
    access jsonb,
    is_type_guessed boolean
);

comment on type pgfiles.new_file is
    'One item of a batch of uploads, as it was given and with what it has to fit.';
comment on column pgfiles.new_file.item is 'Counted from 1.';
comment on column pgfiles.new_file.is_object is 'Whether it is a JSON object at all.';
comment on column pgfiles.new_file.entity_type is 'As given.';
comment on column pgfiles.new_file.given_id is 'The entity''s id, as given.';
comment on column pgfiles.new_file.file_name is 'In its normal form.';
comment on column pgfiles.new_file.file_type is
    'In its normal form; what the name tells, if nothing was given.';
comment on column pgfiles.new_file.given_size is 'Bytes, as given.';
comment on column pgfiles.new_file.sha256 is 'In lower case.';
comment on column pgfiles.new_file.use_location is 'In lower case; false if it was left out.';
comment on column pgfiles.new_file.kind is
    'What holds for all files of the entity type: bucket, max_bytes, allowed_types.';
comment on column pgfiles.new_file.access is 'What entity_access says of the entity.';
comment on column pgfiles.new_file.is_type_guessed is 'The caller has not said the type.';
