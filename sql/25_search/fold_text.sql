create function pgfiles.fold_text(text text)
    returns text
    language plpgsql
    immutable
    strict
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_text text := lower(text);
begin
    if octet_length(text) > length(text) then
        -- Accents and vowel points are marks of their own then, and go. Others belong to their
        -- letter, as in Japanese, and come back.
        v_text := regexp_replace(lower(normalize(text, nfkd)),
            '[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]+',
            '', 'g');
        v_text := translate(normalize(v_text, nfkc), 'øłđðħıς', 'olddhiσ');
        v_text := replace(replace(replace(v_text, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe');
        -- Writing without blanks is parted from what stands beside it: see text_parts.
        v_text := regexp_replace(v_text,
            '([\u2e80-\u2fff\u3040-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+)',
            ' \1 ', 'g');
    end if;
    -- By numbers of characters, so that the database's locale does not matter.
    return ' ' || btrim(regexp_replace(v_text,
        '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f\u30fb]+',
        ' ', 'g')) || ' ';
end
$$;

comment on function pgfiles.fold_text(text) is
    'What is compared in a search: letters and digits only, small, without accents, a blank before '
    'and after each word.';
