create function pgfiles.search_query(organization_id text, search pgfiles.search)
    returns tsquery
    language plpgsql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_place text := (pgfiles.search_lexemes(organization_id, '{place}'))[1];
begin
    return (
        select string_agg(a.condition, ' & ')::tsquery
        from (
            select quote_literal(l)
            from unnest(pgfiles.search_lexemes(organization_id,
                pgfiles.text_parts(search.words, false)
                || array['owner ' || search.owner_id, 'type ' || search.entity_type,
                    'entity ' || search.entity_id, 'file ' || search.file_type]
                || array(select 'label ' || l from unnest(search.labels) l))) l
            union all
            select '(' || string_agg(quote_literal(v_place || c) || ':*', ' | ') || ')'
            from unnest(pgfiles.place_cells(search.latitude, search.longitude, search.radius_m)) c
            having count(*) > 0
        ) a (condition));
end
$$;

comment on function pgfiles.search_query(text, pgfiles.search) is
    'Of a search what the index knows; null: nothing.';
