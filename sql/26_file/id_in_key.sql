create function pgfiles.id_in_key(key text)
    returns uuid
    language sql
    immutable
    parallel safe
as $$
    select substring(key from '/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/[^/]*$')::uuid
$$;

comment on function pgfiles.id_in_key(text) is
    'The id of the file whose original has this S3 key, see original_key; null: it is none of '
    'ours.';
