create function pgfiles.guessed_type(file_name text, allowed_types text[])
    returns text
    language sql
    immutable
    parallel safe
as $$
    -- A bucket may take bytes of which nobody says anything, and no photos.
    select case
        when pgfiles.is_type_allowed('application/octet-stream', allowed_types)
            and pgfiles.is_type_allowed(pgfiles.type_of_name(file_name), allowed_types) is not true
        then 'application/octet-stream'
        else coalesce(pgfiles.type_of_name(file_name), 'application/octet-stream')
    end
$$;

comment on function pgfiles.guessed_type(text, text[]) is
    'The content type of an upload that comes without one, until its bytes are looked at.';
