create function pgfiles.stuck_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select 'stuck', count(*) = 0,
        count(*) || coalesce(', for example ' || min(s.what || ': ' || s.why), ''),
        'table pgfiles.stuck; for each file: update pgfiles.file set status = ''pending'' where '
            'id = ...; then files.confirm_upload(id)'
    from pgfiles.stuck s
$$;

comment on function pgfiles.stuck_findings() is
    'The row of files.doctor() about what nobody will take up.';
