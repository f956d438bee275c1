create function pgfiles.keep_held_file()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform pgfiles.raise_error('file_held', old.id::text,
        'release the hold first: files.legal_holds, files.release_hold; or put the file into the '
            'trash: files.delete_file');
    return null;
end
$$;

comment on function pgfiles.keep_held_file() is
    'Refuses to delete the row of a file under a legal hold.';
