create function pgfiles.variant_key(original_key text, object_name text)
    returns text
    language sql
    immutable
    strict
    parallel safe
as $$
    select regexp_replace(original_key, '[^/]*$', object_name)
$$;

comment on function pgfiles.variant_key(text, text) is 'The S3 key of a copy, beside its original.';
