create function pgfiles.search_rank(
    words text[], file_name text, title text, labels text[], caption text, alt_text text,
    camera_make text, camera_model text
)
    returns real
    language plpgsql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_names text;
    v_texts text;
    v_camera text;
    v_word text;
    v_part text;
    v_best numeric;
    v_sum numeric := 0;
begin
    if words = '{}' then
        return 0;
    end if;
    v_names := pgfiles.fold_text(
        concat_ws(' ', file_name, title, array_to_string(labels, ' ')));
    v_texts := pgfiles.fold_text(nullif(concat_ws(' ', caption, alt_text), ''));
    -- Least of all, and always the same: it may be hidden from the reader, and must not show.
    v_camera := pgfiles.fold_text(nullif(concat_ws(' ', camera_make, camera_model), ''));
    foreach v_word in array words loop
        -- What is too short for the index is looked for at the beginning of words: see text_parts.
        v_part := case
            when length(v_word) < pgfiles.part_length(v_word) then ' ' || v_word
            else v_word end;
        v_best := case
            when strpos(v_names, v_part) > 0 then
                case when strpos(v_names, ' ' || v_word || ' ') > 0 then 1
                    when strpos(v_names, ' ' || v_word) > 0 then 0.8 else 0.6 end
            when strpos(v_texts, v_part) > 0 then
                case when strpos(v_texts, ' ' || v_word || ' ') > 0 then 0.5
                    when strpos(v_texts, ' ' || v_word) > 0 then 0.4 else 0.3 end
            when strpos(v_camera, ' ' || v_word) > 0 then 0.1
        end;
        if v_best is null then
            return null;
        end if;
        v_sum := v_sum + v_best;
    end loop;
    return v_sum / cardinality(words);
end
$$;

comment on function pgfiles.search_rank(
    text[], text, text, text[], text, text, text, text
) is
    'How well a file has all the words, from 0 to 1; null: it has not. A whole word is more than '
    'its beginning, that more than a part of it; a name, title or label more than a caption, that '
    'more than the camera, of which it must be the beginning of a word.';
