create function pgfiles.is_type_open(file_type text, is_type_guessed boolean, allowed_types text[])
    returns boolean
    language sql
    immutable
    parallel safe
as $$
    select pgfiles.is_type_allowed(file_type, allowed_types)
        -- The bytes will tell, if it is one that bytes tell.
        or is_type_guessed and file_type = 'application/octet-stream'
            and array_to_string(allowed_types, ' ')
                ~ '(^| )(image/|video/|application/([*]|(x-)?pdf))'
$$;

comment on function pgfiles.is_type_open(text, boolean, text[]) is
    'Whether an upload of this type may begin; one of which neither the uploader nor the name '
    'tells the type if its bytes may.';
