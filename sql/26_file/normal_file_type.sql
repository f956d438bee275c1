create function pgfiles.normal_file_type(file_type text)
    returns text
    language sql
    immutable
    parallel safe
as $$
    select case lower(btrim(file_type)) when 'image/jpg' then 'image/jpeg'
        else lower(btrim(file_type)) end
$$;

comment on function pgfiles.normal_file_type(text) is 'The content type as it is kept.';
