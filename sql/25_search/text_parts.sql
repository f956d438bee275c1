create function pgfiles.text_parts(words text[], are_whole boolean)
    returns text[]
    language plpgsql
    immutable
    strict
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_word text;
    v_size integer;
    v_parts text[] := array[]::text[];
begin
    foreach v_word in array words loop
        v_size := pgfiles.part_length(v_word);
        -- What is asked for may stand anywhere in a word; if too short, only at its beginning.
        if are_whole or length(v_word) < v_size then
            v_word := ' ' || v_word;
        end if;
        for i in 1 .. length(v_word) + 1 - v_size loop
            v_parts := v_parts || substr(v_word, i, v_size);
        end loop;
    end loop;
    return v_parts;
end
$$;

comment on function pgfiles.text_parts(text[], boolean) is
    'All parts of three characters, of Chinese, Japanese and Korean of two: of whole words with '
    'a blank before, or of what is looked for in words. By them it is found.';
