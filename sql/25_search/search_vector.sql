create function pgfiles.search_vector(
    organization_id text, owner_id text, entity_type text, entity_id text, file_type text,
    file_name text, title text, caption text, alt_text text, labels text[],
    camera_make text, camera_model text, latitude double precision, longitude double precision
)
    returns tsvector
    language plpgsql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
declare
    -- A tsvector has at most a megabyte: what stands behind so many characters is not found.
    v_words text[] := regexp_split_to_array(btrim(pgfiles.fold_text(left(
        concat_ws(' ', file_name, title, array_to_string(labels, ' '), camera_make, camera_model,
            alt_text, caption), 10000))), ' ');
    v_lexemes text[] := pgfiles.search_lexemes(organization_id,
        pgfiles.text_parts(v_words, true)
        || array['owner ' || owner_id, 'type ' || entity_type, 'entity ' || entity_id,
            'file ' || file_type, 'file ' || split_part(file_type, '/', 1) || '/*']
        || array(select 'label ' || l from unnest(labels) l));
begin
    if latitude between -90 and 90 and longitude between -180 and 180 then
        v_lexemes := v_lexemes || (
            (pgfiles.search_lexemes(organization_id, '{place}'))[1] || pgfiles.place_cell(
                least(floor((longitude + 180) / 360 * 1048576), 1048575)::integer,
                least(floor((latitude + 90) / 180 * 1048576), 1048575)::integer, 10));
    end if;
    return array_to_tsvector(v_lexemes);
end
$$;

comment on function pgfiles.search_vector(
    text, text, text, text, text, text, text, text, text, text[], text, text, double precision,
    double precision
) is
    'All by which a search finds a file, each with its organization: parts of its words, its '
    'labels, owner, entity, type and place.';
