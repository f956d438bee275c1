create function pgfiles.refuse_change()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform pgfiles.raise_error('not_allowed', tg_table_schema || '.' || tg_table_name,
        'a file is changed by functions only; a DBA may change pgfiles.file');
    return null;
end
$$;

comment on function pgfiles.refuse_change() is
    'Answers a direct change of the view files. Clients lack the privilege anyway; without the '
    'trigger they would be told that the view cannot be updated, as an error of the server.';
