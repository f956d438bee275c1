create function pgfiles.served_type(file_type text)
    returns text
    language sql
    stable
    parallel safe
as $$
    -- No set clause: this is inlined, for each row of a list; the setting is a constant then. What
    -- is not known to run nothing in a browser is served as bytes to be saved, whatever the store
    -- or an uploader calls it.
    select case
        when file_type is null then ''
        when strpos(translate(pgfiles.setting('inline_types'), '{} "', ',,'),
                ',' || file_type || ',') > 0
            or strpos(translate(pgfiles.setting('inline_types'), '{} "', ',,'),
                ',' || split_part(file_type, '/', 1) || '/*,') > 0
            then case file_type when 'text/plain' then 'text/plain; charset=utf-8'
                else file_type end
        else 'application/octet-stream'
    end
$$;

comment on function pgfiles.served_type(text) is
    'The content type under which a file of this type is downloaded: its own if browsers may show '
    'it, by the setting inline_types; otherwise application/octet-stream, which is saved and never '
    'shown. Empty if the type is not known.';
