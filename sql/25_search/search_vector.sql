create function pgfiles.search_vector(
    organization_id text, owner_id text, entity_id text, file_type text, file_name text, title text,
    caption text, alt_text text, labels text[], camera_make text, camera_model text,
    latitude double precision, longitude double precision
)
    returns tsvector
    language plpgsql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
declare
    -- A tsvector has at most a megabyte: what stands behind so many characters is not found.
    v_parts text[] := pgfiles.text_parts(pgfiles.text_words(left(
        concat_ws(' ', file_name, title, array_to_string(labels, ' '), alt_text, caption),
        10000)), true);
    v_organization text := pgfiles.search_lexeme(organization_id, '');
    v_lexemes text[] := array(
        select pgfiles.search_lexeme(organization_id, k)
        from unnest(v_parts || array['owner ' || owner_id, 'entity ' || entity_id,
            'type ' || file_type, 'type ' || split_part(file_type, '/', 1) || '/*']) k
        where k is not null
        union all
        select pgfiles.search_lexeme(organization_id, 'label ' || l)
        from unnest(labels) l
        where l is not null
        union all
        -- Their beginnings are looked for, so they are not hashed.
        select v_organization || 'c' || left(w, 50)
        from unnest(pgfiles.text_words(concat_ws(' ', camera_make, camera_model))) w);
begin
    if latitude between -90 and 90 and longitude between -180 and 180 then
        v_lexemes := v_lexemes || (v_organization || 'p' || pgfiles.place_cell(
            least(floor((longitude + 180) / 360 * 1048576), 1048575)::integer,
            least(floor((latitude + 90) / 180 * 1048576), 1048575)::integer, 10));
    end if;
    return array_to_tsvector(v_lexemes);
end
$$;

comment on function pgfiles.search_vector(
    text, text, text, text, text, text, text, text, text[], text, text, double precision,
    double precision
) is
    'All by which a search finds a file, each with its organization: parts of its words, its '
    'labels, owner, entity, camera, type and place.';
