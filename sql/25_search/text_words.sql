create function pgfiles.text_words(text text)
    returns text[]
    language plpgsql
    immutable
    strict
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
begin
    return array_remove(string_to_array(pgfiles.fold_text(text), ' '), '');
end
$$;

comment on function pgfiles.text_words(text) is 'The words of a text, as fold_text writes them.';
