create function pgfiles.variant_key(
    original_key text, variant_folder text, object_name text
)
    returns text
    language sql
    immutable
    parallel safe
as $$
    select coalesce(variant_folder || '/', regexp_replace(original_key, '[^/]*$', ''))
        || object_name
$$;

comment on function pgfiles.variant_key(text, text, text) is
    'The S3 key of a copy: in the file''s variant_folder, or if that is null beside its original.';
