create function pgfiles.search_query(organization_id text, search pgfiles.search)
    returns tsquery
    language plpgsql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_organization text := pgfiles.search_lexeme(organization_id, '');
begin
    return (
        select string_agg(a.condition, ' & ')::tsquery
        from (
            -- The parts of a word, or the beginning of one of the camera's.
            select format('((%s) | %L:*)', p.parts, v_organization || 'c' || left(w, 50))
            from unnest(search.words) w
            cross join lateral (
                select string_agg(quote_literal(pgfiles.search_lexeme(organization_id, t)), ' & ')
                from unnest(pgfiles.text_parts(array[w], false)) t
            ) p (parts)
            where p.parts is not null
            union all
            select quote_literal(pgfiles.search_lexeme(organization_id, k))
            from unnest(array['owner ' || search.owner_id, 'entity ' || search.entity_id,
                    'type ' || search.file_type]
                || array(select 'label ' || l from unnest(search.labels) l)) k
            where k is not null
            union all
            select format('(%s)', string_agg(format('%L:*', v_organization || 'p' || c), ' | '))
            from unnest(pgfiles.place_cells(search.latitude, search.longitude, search.radius_m)) c
            having count(*) > 0
        ) a (condition));
end
$$;

comment on function pgfiles.search_query(text, pgfiles.search) is
    'Of a search what the index knows; null: nothing.';
